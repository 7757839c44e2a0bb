import type { Marks } from "./marks.ts";
import { safeText } from "./safe-text.ts";
import type { TextStream } from "./terminal.ts";

/** What a command does while a person waits. */
export interface Progress {
  /** Starts a line `│ label   …`; only one runs at a time. */
  start(label: string): ProgressLine;
}

/** One step of the work that is under way. */
export interface ProgressLine {
  /** Rewrites the line where it can move; elsewhere only every tenth update is written. */
  update(text: string): void;
  /** Writes the line for good. */
  end(text: string): void;
}

const labelWidth = 10;
const clearLine = "\r\u001b[2K";

/** Progress on a stream; `isMoving` where a person watches a line that rewrites itself. */
export function createProgress(
  stream: TextStream,
  { marks, isMoving }: { marks: Marks; isMoving: boolean },
): Progress {
  return {
    start: (label) => {
      let updates = 0;
      let last = "";
      const write = (text: string, end: string): void => {
        const shown = safeText(`${label.padEnd(labelWidth)} ${text}`, { isColoured: isMoving });
        const line = `${marks.edge} ${shown}`.trimEnd();
        if (line === last && !isMoving) return;
        last = line;
        stream.write(isMoving ? `${clearLine}${line}${end}` : `${line}\n`);
      };
      return {
        update: (text) => {
          updates += 1;
          if (isMoving || updates % 10 === 0) write(text, "");
        },
        end: (text) => write(text, "\n"),
      };
    },
  };
}
