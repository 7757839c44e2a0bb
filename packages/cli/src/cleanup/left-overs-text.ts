import type { LeftOverView } from "@lab-grader/core/views/left-over-view";
import { counted } from "../feedback/figures.ts";
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
  if (leftOvers.length === 0) return "Nothing of this lab is left where we looked.";
  const costly = leftOvers.filter(({ cost }) => cost === "costs").length;
  const intro = [
    `${counted(leftOvers.length, "thing is", "things are")} left in your account, and`,
    costly === 0 ? "none of them costs money." : `${costly} of them can cost money.`,
    "Delete what you made for this lab, in this order; we never delete anything.",
  ].join(" ");
  return [
    wrap(intro, columns, flush),
    ...leftOvers.map((leftOver) => {
      const { what, name, region, command, cost } = leftOver;
      const money = cost === "costs" ? "can cost money" : "free";
      const title = `${what} "${name}" in ${region}, ${money}`;
      const head = wrap(title, columns, { first: "", rest: indent });
      return `${head}\n${indent}${paint("dim", command)}`;
    }),
  ].join("\n\n");
}
