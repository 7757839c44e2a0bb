/** Hands a file to the browser's downloads, its text as it is. */
export function download({
  name,
  mediaType,
  text,
}: {
  readonly name: string;
  readonly mediaType: string;
  readonly text: string;
}): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${mediaType};charset=utf-8` }));
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
  // Where it is revoked at once, some browsers find nothing to save.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
