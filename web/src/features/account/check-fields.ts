import type { Words } from '@shoal/contract/words';

type Check = (value: string) => string | null;

/** What the server will check as well; said early, beside the field. Each answers the sentence to show, or null. */
export function accountChecks(words: Words['account']) {
  const accountName: Check = (value) =>
    /^[a-z][a-z0-9._-]{2,31}$/.test(value.trim().toLowerCase()) ? null : words.accountNameBad;
  const displayName: Check = (value) =>
    value.trim().length >= 1 && value.trim().length <= 32 ? null : words.displayNameBad;
  const phone: Check = (value) =>
    value.trim() === '' || /^(\+[1-9]\d{6,14}|1\d{10})$/.test(value.trim()) ? null : words.phoneBad;
  const password: Check = (value) => (value.length >= 10 ? null : words.passwordShort);
  const required: Check = (value) => (value.trim() ? null : words.required);
  return { accountName, displayName, password, phone, required };
}
