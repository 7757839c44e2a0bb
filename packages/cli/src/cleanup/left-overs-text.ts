import type { LeftOverView } from "@lab-grader/core/views/left-over-view";
import { leftOversText, leftOverTitle } from "@lab-grader/core/views/left-overs-text";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";

const flush = { first: "", rest: "" };
const indent = "  ";

/**
 * What a lab left in the account, each thing with the command that deletes it. A command stays on
 * one line however long it is, so that it can be copied.
 */
export function renderLeftOvers(
  leftOvers: readonly LeftOverView[],
  { columns, paint }: Pick<Terminal, "columns" | "paint">,
): string {
  const intro = leftOversText(leftOvers);
  return [
    wrap(intro, columns, flush),
    ...leftOvers.map((leftOver) => {
      const head = wrap(leftOverTitle(leftOver), columns, { first: "", rest: indent });
      return `${head}\n${indent}${paint("dim", leftOver.command)}`;
    }),
  ].join("\n\n");
}
