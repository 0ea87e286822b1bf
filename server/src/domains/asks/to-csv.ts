// A cell that begins so is a formula to a spreadsheet.
const formula = /^[=+\-@\t\r]/;

/** A table as spreadsheets open it: UTF-8 with its mark, CRLF, every cell quoted, none of them a formula. */
export const toCsv = (rows: readonly (readonly string[])[]): string =>
  `\uFEFF${rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('')}`;

const toCell = (text: string) => `"${(formula.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
