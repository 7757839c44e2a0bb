import { styleText } from "node:util";
import type { Marks } from "./marks.ts";
import { plainMarks, signMarks } from "./marks.ts";
import { createProgress, type Progress } from "./progress.ts";
import { type colours, safeJson, safeText } from "./safe-text.ts";

/** A stream that text is written to; `isTTY` where a person watches. */
export interface TextStream {
  readonly isTTY?: boolean | undefined;
  write(text: string): unknown;
}

/** A colour, by the name that Node has for it. */
export type Colour = (typeof colours)[number];

/** Where a command's result and its progress go. */
export interface Terminal {
  readonly isJson: boolean;
  readonly marks: Marks;
  /** Columns that text may take: at most 80, less where the window is narrower. */
  readonly columns: number;
  /** On stderr; silent parts of a result never go here. */
  readonly progress: Progress;
  /** The result, once per command, on stdout: text for a person, or the one document of `--json`. */
  print(result: { readonly text: () => string; readonly json: () => unknown }): void;
  /** More text for a person on stdout, where a command's result comes in parts; nothing with `--json`. */
  printText(text: string): void;
  /** A message to the person, on stderr. */
  note(text: string): void;
  paint(colour: Colour, text: string): string;
}

/** What a terminal writes to, and how. */
export interface TerminalOptions {
  readonly stdout: TextStream & { readonly columns?: number | undefined };
  readonly stderr: TextStream;
  readonly isJson: boolean;
  /** No colour, and words or letters instead of signs. */
  readonly isPlain: boolean;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

const mostColumns = 80;
const fewestColumns = 40;

/** A terminal on two streams. */
export function createTerminal(options: TerminalOptions): Terminal {
  const { stdout, stderr, isJson, isPlain, environment } = options;
  // no-color.org: present and not empty, whatever its value.
  const isColoured = stdout.isTTY === true && !isPlain && !environment.NO_COLOR;
  const marks = isPlain ? plainMarks : signMarks;
  const safeLine = (text: string) => endedLine(safeText(text, { isColoured }));
  return {
    isJson,
    marks,
    // A pseudo terminal without a size says 0.
    columns: Math.max(fewestColumns, Math.min(mostColumns, stdout.columns || mostColumns)),
    progress: createProgress(stderr, { marks, isMoving: stderr.isTTY === true && !isPlain }),
    print: ({ text, json }) => {
      stdout.write(isJson ? `${safeJson(json())}\n` : safeLine(text()));
    },
    printText: (text) => {
      if (!isJson) stdout.write(safeLine(text));
    },
    note: (text) => {
      stderr.write(safeLine(text));
    },
    paint: (colour, text) =>
      isColoured ? styleText(colour, text, { validateStream: false }) : text,
  };
}

function endedLine(text: string): string {
  return text.endsWith("\n") ? text : `${text}\n`;
}
