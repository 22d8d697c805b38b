/** Figures for a spreadsheet. */

/** A cell that begins so would be worked out by the spreadsheet instead of shown (OWASP, "CSV Injection"). */
const formula = /^[=+\-@\t\r]/;

const cell = (value: string | number): string => {
  const text = typeof value === 'string' && formula.test(value) ? `'${value}` : String(value);
  return /[";\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** With semicolons and the mark of UTF-8, as a Dutch Excel reads it. */
export const csvOf = (rows: readonly (readonly (string | number)[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(cell).join(';')).join('\r\n')}\r\n`;
