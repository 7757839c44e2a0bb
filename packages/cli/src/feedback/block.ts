import { splitListed } from "@lab-grader/core/views/listed-text";
import type { Terminal } from "../terminal/terminal.ts";
import { lengthOf, wrap } from "../terminal/wrap.ts";

/** One labelled paragraph of a criterion: `expected`, `found` … */
export interface Part {
  /** Two words share two lines when they don't fit beside the text: `from your teacher`. */
  readonly label: string;
  /** A line break stays one. */
  readonly text: string;
}

/** One criterion as a learner reads it. */
export interface Block {
  readonly mark: string;
  readonly id: string;
  /** `0 of 6`, `up to 6`; absent where there are none to have. */
  readonly points?: string | undefined;
  readonly title: string;
  readonly parts: readonly Part[];
}

const labelWidth = 9;

/** `✗ recoverable   0 of 6   title`, and below it its parts with a hanging indent. */
export function renderBlock(block: Block, { columns }: Pick<Terminal, "columns">): string {
  const width = Math.max(labelWidth, ...block.parts.map(({ label }) => longestWord(label)));
  return [
    renderHead(block, columns),
    ...block.parts.map((part) => renderPart(part, { columns, width })),
  ].join("\n");
}

/** A long name must not squeeze its title into a few letters: the title goes below then. */
function renderHead({ mark, id, points, title }: Block, columns: number): string {
  const lead = points === undefined ? `${mark} ${id}` : `${mark} ${id}   ${points}`;
  const width = lengthOf(lead) + 3;
  if (width <= columns / 2) {
    return wrap(title, columns, { first: `${lead}   `, rest: " ".repeat(width) });
  }
  const below = { first: "  ", rest: "  " };
  return `${wrap(lead, columns, { first: "", rest: "  " })}\n${wrap(title, columns, below)}`;
}

function renderPart(
  { label, text }: Part,
  { columns, width }: { columns: number; width: number },
): string {
  const labels = labelLines(label, width);
  const texts = text.split("\n").flatMap((line) => textLines(line, columns - (2 + width + 2)));
  const count = Math.max(labels.length, texts.length);
  return Array.from({ length: count }, (_none, place) =>
    `  ${(labels[place] ?? "").padEnd(width)}  ${texts[place] ?? ""}`.trimEnd(),
  ).join("\n");
}

function labelLines(label: string, width: number): string[] {
  if (label.length <= width) return [label];
  return wrap(label, width, { first: "", rest: "" }).split("\n");
}

/** An aspect of the author's is one word and is not broken; beyond this the text has no room. */
function longestWord(label: string): number {
  return Math.min(20, Math.max(...label.split(" ").map(lengthOf)));
}

/** `… which it is: 1. this; 2. that` becomes a list below the sentence in front. */
function textLines(text: string, columns: number): string[] {
  const { sentence, items } = splitListed(text);
  return [
    ...wrap(sentence, columns, { first: "", rest: "" }).split("\n"),
    ...items.flatMap((item) => wrap(item, columns, { first: "  ", rest: "     " }).split("\n")),
  ];
}
