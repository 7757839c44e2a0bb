import type { LeftOverView } from "./left-over-view.ts";

/** What is left in the account in all, what it costs, and whose task it is. */
export function leftOversText(leftOvers: readonly LeftOverView[]): string {
  if (leftOvers.length === 0) return "Nothing of this lab is left where we looked.";
  const costly = leftOvers.filter(({ cost }) => cost === "costs").length;
  const things = leftOvers.length === 1 ? "1 thing is" : `${leftOvers.length} things are`;
  return [
    `${things} left in your account, and`,
    costly === 0 ? "none of them costs money." : `${costly} of them can cost money.`,
    "Delete what you made for this lab, in this order; we never delete anything.",
  ].join(" ");
}

/** `table "lab-orders" in us-east-1, can cost money` */
export function leftOverTitle({ what, name, region, cost }: LeftOverView): string {
  return `${what} "${name}" in ${region}, ${cost === "costs" ? "can cost money" : "free"}`;
}
