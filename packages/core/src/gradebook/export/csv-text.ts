import Papa from "papaparse";

/**
 * Rows as CSV with CRLF. A text that a spreadsheet would run as a formula gets an apostrophe in
 * front (owasp.org/www-community/attacks/CSV_Injection).
 */
export function csvText(rows: readonly (readonly string[])[]): string {
  const lines = rows.map((row) => [...row]);
  return `${Papa.unparse(lines, { newline: "\r\n", escapeFormulae: true })}\r\n`;
}

/** Whether a spreadsheet would run this text, so that it can't be written as it is. */
export function looksLikeFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text);
}
