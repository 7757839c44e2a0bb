/** `34`, `3.67`: points as a person reads them. */
export function pointsText(points: number): string {
  return String(Math.round(points * 100) / 100);
}

/** `1111-2222-3333`: twelve digits in a row are hard to compare. */
export function accountText(accountId: string): string {
  return accountId.replace(/(\d{4})(?=\d)/g, "$1-");
}

/** The first letter large: the start of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Times as AWS writes them, in the middle of a text, as `written` writes them for a person. */
export function withTimes(text: string, written: (instant: string) => string): string {
  return text.replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, written);
}
