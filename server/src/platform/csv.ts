/** What a spreadsheet would run as a formula. A number is none, so that negative money survives. */
const FORMULA = /^[=+\-@\t\r]/;
const NUMBER = /^-?\d+(\.\d+)?$/;

/** One cell: quoted where it must be, and with a quote in front when a spreadsheet would take it for a formula. */
function toCell(value: string | number): string {
  const text = String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Rows as a spreadsheet opens them: UTF-8 with its mark, CRLF, the head first. */
export const toCsv = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
  `\ufeff${[head, ...rows].map((row) => row.map(toCell).join(',')).join('\r\n')}\r\n`;

/** The rows of a CSV without its mark; cells that `toCsv` guarded come back as they were. Empty lines are left out. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const pattern = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|\n|\r|$)/gy;
  const body = text.replace(/^\ufeff/, '');
  while (pattern.lastIndex < body.length) {
    const match = pattern.exec(body);
    if (!match) return [];
    row.push(readCell(match[1]?.replaceAll('""', '"') ?? match[2] ?? ''));
    if (match[3] === ',') {
      if (pattern.lastIndex === body.length) row.push('');
      if (pattern.lastIndex < body.length) continue;
    }
    if (row.some((cell) => cell !== '')) rows.push(row);
    row = [];
  }
  return rows;
}

const readCell = (text: string): string => (text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text);

/** Minor units as a plain decimal: `-12.30`. All our currencies have two digits. */
export function toDecimal(amountMinor: number): string {
  const digits = String(Math.abs(amountMinor)).padStart(3, '0');
  return `${amountMinor < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** A moment in a file's name, in UTC: `20260301-1200`. */
export const toFileMoment = (at: Date): string =>
  at.toISOString().slice(0, 16).replaceAll(/[-:]/g, '').replace('T', '-');
