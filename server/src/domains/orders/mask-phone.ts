/** A phone number for readers who need not call it: its first three and last four digits, the rest dots. */
export const maskPhone = (phone: string): string =>
  phone.length < 9 ? '•'.repeat(phone.length) : `${phone.slice(0, 3)}••••${phone.slice(-4)}`;
