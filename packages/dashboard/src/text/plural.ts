const rules = new Intl.PluralRules("en");

/** `1 attempt`, `3 attempts`: the form that fits the number. */
export function plural(count: number, one: string, other: string): string {
  return `${count.toLocaleString("en")} ${rules.select(count) === "one" ? one : other}`;
}
