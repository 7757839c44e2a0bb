import { roundedPoints } from "@lab-grader/core/grading/points";
import type { RegradeOptions } from "@lab-grader/core/regrade/regrade-input";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import type { PlannedRow } from "./use-regrade.ts";

type Change = PlannedRow["changes"][number];
type Verdict = NonNullable<Change["from"]>;

/** `met`; `not asked` where a version of the lab has no such criterion. */
export function verdictWord(outcome: string): string {
  const known = new Map<string, string>(Object.entries(text.outcomes));
  return outcome === "absent" ? text.regrades.plan.absent : (known.get(outcome) ?? outcome);
}

/** `34 → 36` */
export function pointsChange({ from, to }: Pick<PlannedRow, "from" | "to">): string {
  const { fromTo } = text.regrades.plan;
  if (!from) return text.parts.dash;
  return to
    ? fromTo(formatPoints(from.points), formatPoints(to.points))
    : formatPoints(from.points);
}

/** Points more than now; 0 where the grade stays. */
export function differenceOf({ from, to }: Pick<PlannedRow, "from" | "to">): number {
  return from && to ? to.points - from.points : 0;
}

/** Everything that differs, a line each: state, attempt, then the criteria with why. */
export function differencesOf({
  from,
  to,
  changes,
}: Pick<PlannedRow, "from" | "to" | "changes">): readonly string[] {
  const { plan } = text.regrades;
  const attempt = (counts: boolean) => (counts ? plan.attemptUsed : plan.attemptFree);
  return [
    ...(from && to && from.state !== to.state
      ? [plan.stateChange(spaced(from.state), spaced(to.state))]
      : []),
    ...(from && to && from.counts !== to.counts
      ? [plan.fromTo(attempt(from.counts), attempt(to.counts))]
      : []),
    ...changes.map(({ criterion, from: before, to: then }) =>
      plan.criterionChange(
        criterion.slice(criterion.indexOf(".") + 1),
        plan.fromTo(verdictText(before), verdictText(then)),
      ),
    ),
  ];
}

/** What becomes of grades that would be worse, and of what people have decided. */
export function rulesOf({ neverLower, keepOverrides, keepMarks }: RegradeOptions): string {
  const { plan } = text.regrades;
  return [
    neverLower ? plan.neverLower : plan.mayLower,
    keepOverrides ? plan.overridesStay : plan.overridesGo,
    keepMarks ? plan.marksStay : plan.marksGo,
  ].join(" · ");
}

/** `not met, 0 of 3 (can be deleted by one command)` */
function verdictText(verdict: Verdict | undefined): string {
  const { plan } = text.regrades;
  if (!verdict) return plan.absent;
  const { outcome, points, maxPoints, short, isHeld } = verdict;
  const figure =
    points === undefined
      ? []
      : [text.parts.of(formatPoints(roundedPoints(points)), String(maxPoints))];
  const words = [...(isHeld ? [plan.held] : []), verdictWord(outcome), ...figure].join(", ");
  return outcome === "met" ? words : `${words} (${short})`;
}

function spaced(state: string): string {
  return state.replaceAll("_", " ");
}
