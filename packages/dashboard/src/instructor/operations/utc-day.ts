const dayForm = /^\d{4}-\d\d-\d\d$/;
const dayMs = 86_400_000;

/** The day of a moment in UTC, `2026-01-31`. */
export function utcDay(moment: Date): string {
  return moment.toISOString().slice(0, "2026-01-31".length);
}

/** A day as it may stand in an address; `undefined` for what is none, such as 2026-02-30. */
export function readDay(value: string): string | undefined {
  if (!dayForm.test(value)) return undefined;
  const moment = new Date(`${value}T00:00:00.000Z`);
  if (Number.isNaN(moment.getTime())) return undefined;
  return utcDay(moment) === value ? value : undefined;
}

/** So many days after another; before it with a negative number. */
export function dayAfter(day: string, days: number): string {
  return utcDay(new Date(Date.parse(`${day}T00:00:00.000Z`) + days * dayMs));
}
