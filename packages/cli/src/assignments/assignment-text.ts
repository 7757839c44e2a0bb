import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { pointsText } from "@lab-grader/core/views/figures";
import { counted } from "../feedback/figures.ts";
import { localText } from "./local-time.ts";

/** An assignment with its rules, a line each. */
export function assignmentText(assignment: AssignmentView): string {
  const { assignmentId, title, lab, version, maxPoints, timeZone, own, holds } = assignment;
  const { attemptLimit, coolDownSeconds, keep, latePolicy, hints, release } = assignment;
  const lines: readonly (readonly [string, string])[] = [
    ["lab", `${lab.id} ${lab.version}, ${pointsText(maxPoints)} points`],
    ["opens", localText(assignment.opensAt, timeZone)],
    ["due", localText(assignment.dueAt, timeZone)],
    ["closes", localText(assignment.closesAt, timeZone)],
    ...(own && own.dueAt !== assignment.dueAt
      ? [["yours", `due ${localText(own.dueAt, timeZone)}`] as const]
      : []),
    ...(own?.isExcused ? [["yours", "excused; you may still submit"] as const] : []),
    ["attempts", attemptsText(own?.attemptLimit ?? attemptLimit, coolDownSeconds, keep)],
    ["late", lateText(latePolicy)],
    ...(own && own.lateTokens.most > 0 ? [["tokens", tokensText(own.lateTokens)] as const] : []),
    ["hints", hintTexts[hints]],
    ...(release === "hidden" ? [["results", "hidden until they are released"] as const] : []),
    ...holds.map(({ criterion, reason }) => ["on hold", `${criterion}: ${reason}`] as const),
  ];
  const head = `${title}   ${assignmentId}   version ${version}`;
  return [head, "", ...lines.map(([name, text]) => `${name.padEnd(10)}${text}`)].join("\n");
}

/** `1 of 2 spent here, 3 left` */
export function tokensText({
  spentHere,
  most,
  left,
}: NonNullable<AssignmentView["own"]>["lateTokens"]): string {
  return `${spentHere} of ${most} late tokens spent here, ${left} left in the cohort`;
}

const hintTexts = {
  off: "none",
  free: "as many as there are",
  one_per_attempt: "one for each attempt",
} as const;

function attemptsText(
  limit: number | undefined,
  coolDownSeconds: number | undefined,
  keep: "best" | "last",
): string {
  return [
    limit === undefined ? "as many as you like" : `${limit} per stage`,
    ...(coolDownSeconds === undefined ? [] : [`${durationText(coolDownSeconds)} between two`]),
    `the ${keep} counts`,
  ].join(", ");
}

function lateText(policy: AssignmentView["latePolicy"]): string {
  if (policy === undefined) return "shown, costs nothing";
  const { percentPerInterval, intervalSeconds, graceSeconds, floorPercent } = policy;
  const interval = { 3600: "hour", 86400: "day" }[intervalSeconds];
  return [
    `${percentPerInterval} % of the maximum per started ${interval ?? durationText(intervalSeconds)}`,
    ...(graceSeconds === 0 ? [] : [`${durationText(graceSeconds)} for free`]),
    ...(floorPercent === 0 ? [] : [`never below ${floorPercent} %`]),
  ].join(", ");
}

/** `2 days`, `10 minutes` */
export function durationText(seconds: number): string {
  const [unit, size] =
    [["day", 86_400] as const, ["hour", 3600] as const, ["minute", 60] as const].find(
      ([, each]) => seconds % each === 0 && seconds >= each,
    ) ?? (["second", 1] as const);
  return counted(seconds / size, unit);
}
