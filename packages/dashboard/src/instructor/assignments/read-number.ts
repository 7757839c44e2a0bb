/** Not a number where it isn't written as one. */
export function readDecimal(typed: string): number {
  return /^\d{1,6}(\.\d{1,5})?$/.test(typed.trim()) ? Number(typed) : Number.NaN;
}

/** `undefined` where it is no whole number within these. */
export function readWhole(
  typed: string,
  { from, to }: { readonly from: number; readonly to: number },
): number | undefined {
  const number = /^\d{1,6}$/.test(typed.trim()) ? Number(typed) : Number.NaN;
  return number >= from && number <= to ? number : undefined;
}
