/** A number as somebody types it; nothing typed is read as no number. */
export function readWholeNumber(
  typed: string,
  { least, most }: { readonly least: number; readonly most: number },
): { readonly isRead: boolean; readonly value: number | undefined } {
  const trimmed = typed.trim();
  if (trimmed === "") return { isRead: true, value: undefined };
  const value = Number(trimmed);
  const isRead = /^\d{1,9}$/.test(trimmed) && value >= least && value <= most;
  return { isRead, value: isRead ? value : undefined };
}
