import { createElement, type ReactNode } from "react";
import ReactMarkdown, { type Components } from "react-markdown";
import remarkGfm from "remark-gfm";
import { fitMarkdown, type MarkdownHeading, type MarkdownNode } from "./markdown-tree.ts";

export interface ReadMarkdown {
  readonly content: ReactNode;
  readonly headings: readonly MarkdownHeading[];
}

/**
 * Markdown by somebody else, as elements: HTML in it stays text. What nobody writes by hand, and
 * what would take minutes to read as Markdown, is shown as it was written.
 */
export function readMarkdown(source: string, components: Components = {}): ReadMarkdown {
  if (isForNoReader(source)) return asWritten(source);
  let headings: readonly MarkdownHeading[] = [];
  try {
    // Called and not drawn, so that the headings are known with the content; it uses no hooks.
    const content = ReactMarkdown({
      children: source,
      remarkPlugins: [remarkGfm],
      rehypePlugins: [
        () => (tree: MarkdownNode) => {
          headings = fitMarkdown(tree);
        },
      ],
      urlTransform: (address) => address,
      components,
    });
    return { content, headings };
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
    return asWritten(source);
  }
}

const longestLine = 10_000;
const deepestLine = /^(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)])){50}|^[ \t]{150}/;
/** Without a blank line in it. */
const longestBlock = 30_000;
const mostCells = 20_000;

/** The parser's time grows with the square of a line's length, and of a paragraph's. */
function isForNoReader(source: string): boolean {
  const lines = source.split(/\r\n?|\n/);
  if (lines.some((line) => line.length > longestLine || deepestLine.test(line))) return true;
  const blocks = lines.join("\n").split(/\n\s*\n/);
  const work = blocks.reduce((sum, block) => sum + block.length ** 2, 0);
  const cells = blocks.reduce((sum, block) => sum + cellsIn(block), 0);
  return work > longestBlock ** 2 || cells > mostCells;
}

/** At most so many: a row of a table gets a cell for every column, however short it is written. */
function cellsIn(block: string): number {
  const rows = block.split("\n");
  return rows.length * Math.max(...rows.map((row) => row.split("|").length - 1));
}

function asWritten(source: string): ReadMarkdown {
  return { content: createElement("pre", { tabIndex: 0 }, source), headings: [] };
}
