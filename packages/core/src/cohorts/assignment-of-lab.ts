import { pointsOf, sumOfPoints } from "../grading/points.ts";
import type { Lab } from "../lab/lab.ts";
import type { Assignment, HintPolicy } from "./assignment.ts";

/** What an assignment takes over from the version of the lab that it gives. */
export type LabPart = Pick<
  Assignment,
  "labId" | "labVersion" | "labDigest" | "title" | "stages" | "maxPoints" | "passAt"
>;

export function assignmentOfLab(lab: Lab, labDigest: string): LabPart {
  const points = lab.stages.flatMap(({ criteria }) => criteria.map((each) => each.points));
  return {
    labId: lab.id,
    labVersion: lab.version,
    labDigest,
    title: lab.title,
    stages: lab.stages.map(({ id, after, comparesWith }) => ({
      stage: id,
      ...(after === undefined ? {} : { after }),
      ...(comparesWith.length === 0 ? {} : { comparesWith: [...comparesWith] }),
    })),
    maxPoints: sumOfPoints(points.map(pointsOf)),
    passAt: lab.passAt,
  };
}

/** The rules that the lab's author proposes; they hold where nobody says otherwise. */
export type ProposedRules = Pick<Assignment, "keep" | "hints"> &
  Partial<Pick<Assignment, "attemptLimit" | "coolDownSeconds" | "latePolicy">>;

const hintPolicies = {
  none: "off",
  "one per attempt": "one_per_attempt",
  all: "free",
} as const satisfies Readonly<Record<string, HintPolicy>>;
const secondsPer = { hour: 3600, day: 86_400 } as const;

export function proposedRules({ defaults }: Lab): ProposedRules {
  const { attempts = {}, late, hints = "none" } = defaults;
  return {
    keep: attempts.keep ?? "best",
    hints: hintPolicies[hints],
    ...(attempts.count === undefined ? {} : { attemptLimit: attempts.count }),
    ...(attempts.cooldown ? { coolDownSeconds: attempts.cooldown } : {}),
    ...(late && {
      latePolicy: {
        percentPerInterval: late.deduct,
        intervalSeconds: secondsPer[late.per],
        graceSeconds: late.grace ?? 0,
        floorPercent: late.floor ?? 0,
      },
    }),
  };
}
