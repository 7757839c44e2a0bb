import type { OutcomeKind } from "../grading/outcome.ts";
import { accountText, pointsText } from "./figures.ts";
import type { OutcomeView } from "./outcome-view.ts";

/** How an outcome is marked: `waiting` is an unknown that AWS is not finished with. */
export type MarkKind = OutcomeKind | "waiting";

/** The criteria of a submission in the order in which a person reads them. */
export interface FeedbackOrder {
  /** One closed door behind all of them: one thing to mend, not one per criterion. */
  readonly closedDoor?: OutcomeView;
  /** What has to be done first comes first. */
  readonly told: readonly OutcomeView[];
  readonly behindGate: readonly OutcomeView[];
  /** As asked, with nothing that has to be told. */
  readonly met: readonly OutcomeView[];
}

const order: readonly MarkKind[] = ["not_met", "partly", "waiting", "unknown", "not_judged", "met"];

export function feedbackOrder(
  outcomes: readonly OutcomeView[],
  { accountId }: { readonly accountId: string },
): FeedbackOrder {
  const closedDoor = closedDoorOf(outcomes, accountId);
  if (closedDoor) return { closedDoor, told: [], behindGate: [], met: [] };
  return {
    told: outcomes
      .filter((one) => (one.outcome !== "met" || isTold(one)) && !isBehindGate(one))
      .toSorted((left, right) => order.indexOf(markOf(left)) - order.indexOf(markOf(right))),
    behindGate: outcomes.filter(isBehindGate),
    met: outcomes.filter((one) => one.outcome === "met" && !isTold(one)),
  };
}

/** How an outcome is marked: an unknown one that AWS will settle has a sign of its own. */
export function markOf({ outcome, fault }: Pick<OutcomeView, "outcome" | "fault">): MarkKind {
  return outcome === "unknown" && fault === "target" ? "waiting" : outcome;
}

/** `0 of 6`; `up to 6` where nothing was judged; nothing where there are none to have. */
export function outOfText({
  points,
  maxPoints,
}: Pick<OutcomeView, "points" | "maxPoints">): string | undefined {
  if (maxPoints === 0) return undefined;
  return points === null
    ? `up to ${pointsText(maxPoints)}`
    : `${pointsText(points)} of ${pointsText(maxPoints)}`;
}

/** What a person decided and what is on hold is told of, also where it is met. */
function isTold({ decided, onHold }: OutcomeView): boolean {
  return decided !== undefined || onHold !== undefined;
}

function isBehindGate({ reason }: OutcomeView): boolean {
  return reason === "gate.not_met";
}

function closedDoorOf(
  outcomes: readonly OutcomeView[],
  accountId: string,
): OutcomeView | undefined {
  const [first] = outcomes;
  if (!first?.reason.startsWith("access.")) return undefined;
  const isSame = outcomes.every(
    ({ reason, found }) => reason === first.reason && found === first.found,
  );
  if (!isSame || outcomes.length === 1) return undefined;
  return {
    ...first,
    criterion: "sandbox",
    title: "We could not look into your account",
    points: null,
    maxPoints: 0,
    expected: `the grading role in account ${accountText(accountId)}, which trusts us with your ExternalId`,
    why: undefined,
  };
}
