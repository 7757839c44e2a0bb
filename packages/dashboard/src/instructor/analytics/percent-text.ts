/** A share in whole per cent; neither none nor all of it is rounded to 0 or 100. */
export function percentText(count: number, of: number): string {
  if (of === 0) return "0";
  const percent = Math.round((100 * count) / of);
  if (percent === 0 && count > 0) return "<1";
  if (percent === 100 && count < of) return ">99";
  return String(percent);
}
