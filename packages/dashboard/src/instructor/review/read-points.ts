/** Points as a person types them, with a point or a comma; `undefined`: not between 0 and the most. */
export function readPoints(typed: string, most: number): number | undefined {
  if (!/^\s*\d{1,5}([.,]\d{1,2})?\s*$/.test(typed)) return undefined;
  const points = Number(typed.replace(",", "."));
  return points > most ? undefined : points;
}
