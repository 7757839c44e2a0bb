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
  if (source.split("\n").some(isForNoReader)) return asWritten(source);
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

/** The parser reads such a line in a time that grows with the square of its length. */
function isForNoReader(line: string): boolean {
  return line.length > longestLine || deepestLine.test(line);
}

function asWritten(source: string): ReadMarkdown {
  return { content: createElement("pre", { tabIndex: 0 }, source), headings: [] };
}
