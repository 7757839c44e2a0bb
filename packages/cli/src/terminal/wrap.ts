/** Where the lines of a paragraph begin: the first behind `first`, the others behind `rest`. */
export interface Indents {
  readonly first: string;
  readonly rest: string;
}

/**
 * Breaks a text into lines of at most `columns`, at spaces (not at U+00A0); a word that is longer by itself, an
 * address for example, at a slash or hyphen, else anywhere.
 */
export function wrap(text: string, columns: number, indents: Indents): string {
  const lines: string[] = [];
  let line = "";
  let room = roomBehind(indents.first, columns);
  const flush = (): void => {
    lines.push(`${lines.length === 0 ? indents.first : indents.rest}${line}`.trimEnd());
    line = "";
    room = roomBehind(indents.rest, columns);
  };
  for (const word of text.split(/[ \n\t]+/).filter(Boolean)) {
    const gap = line === "" ? "" : " ";
    if (lengthOf(line) + gap.length + lengthOf(word) <= room) {
      line += gap + word;
      continue;
    }
    if (line !== "") flush();
    let rest = word;
    while (lengthOf(rest) > room) {
      const head = headOf(rest, room);
      line = head;
      flush();
      rest = rest.slice(head.length);
    }
    line = rest;
  }
  flush();
  return lines.join("\n");
}

/** An indent wider than the line must not leave nothing. */
function roomBehind(indent: string, columns: number): number {
  return Math.max(8, columns - lengthOf(indent));
}

/** A line with something at its right end; the right part goes below where both don't fit. */
export function spread(left: string, right: string, columns: number): string {
  const gap = columns - lengthOf(left) - lengthOf(right);
  if (gap >= 2) return `${left}${" ".repeat(gap)}${right}`;
  return `${wrap(left, columns, { first: "", rest: "" })}\n${right}`;
}

/** Characters, not UTF-16 units. */
export function lengthOf(text: string): number {
  return [...text].length;
}

function headOf(word: string, room: number): string {
  const characters = [...word].slice(0, room).join("");
  const place = [characters.lastIndexOf("/"), characters.lastIndexOf("-")].find((one) => one > 0);
  return place === undefined ? characters : characters.slice(0, place + 1);
}
