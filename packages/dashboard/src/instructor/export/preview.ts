import { text } from "../../text/text.ts";

const mostLines = 12;
const longestLine = 400;

/** How a file begins, as it is written, and how many lines it has. */
export function previewOf(file: string): {
  readonly lines: readonly string[];
  readonly of: number;
} {
  const lines = file
    .replace(/^\uFEFF/, "")
    .replace(/\r?\n$/, "")
    .split(/\r?\n/);
  return {
    lines: lines
      .slice(0, mostLines)
      .map((line) =>
        line.length > longestLine
          ? `${line.slice(0, longestLine)}${text.exports.lineTooLong}`
          : line,
      ),
    of: lines.length,
  };
}
