/** `1111-2222-3333`: twelve digits in a row are hard to compare. */
export function accountText(accountId: string): string {
  return accountId.replace(/(\d{4})(?=\d)/g, "$1-");
}

/** `34`, `3.67`: points as a person reads them. */
export function pointsText(points: number): string {
  return String(Math.round(points * 100) / 100);
}

/** `14:03:22 UTC` */
export function secondOfDay(instant: string): string {
  return `${instant.slice(11, 19)} UTC`;
}

/** `14:03 UTC`, with the reader's own time where it is another. */
export function minuteOfDay(instant: string): string {
  const utc = instant.slice(11, 16);
  const own = new Date(instant).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  return own === utc ? `${utc} UTC` : `${utc} UTC (${own} here)`;
}

/** `1 attempt`, `2 attempts` */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count} ${count === 1 ? singular : plural}`;
}

/** The first letter large: the start of a sentence. */
export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Times as AWS writes them, in the middle of a text, as a person reads them; the day only where it is another. */
export function withReadableTimes(text: string, today: string): string {
  return text.replace(
    /(\d{4}-\d\d-\d\d)T(\d\d:\d\d):\d\d(?:\.\d+)?Z/g,
    (_whole, day: string, minute: string) =>
      today.startsWith(day) ? `${minute} UTC` : `${day}, ${minute} UTC`,
  );
}
