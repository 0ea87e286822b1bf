import { accounts } from '@shoal/contract';

/** A phone number as it is stored: E.164, a bare mainland number with its +86. Undefined for what is no phone number. */
export function toStoredPhone(text: string): string | undefined {
  const parsed = accounts.Phone.safeParse(text.replaceAll(/[\s-]/g, ''));
  if (!parsed.success) return undefined;
  return parsed.data.startsWith('+') ? parsed.data : `+86${parsed.data}`;
}
