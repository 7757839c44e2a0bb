import * as z from "zod";
import { LearnerId, SubmissionId } from "../../ids.ts";
import type { AnalyticsPart, CriterionCounts, Mark } from "./analytics.ts";

/** Why somebody should look at a criterion: the rubric may be wrong, not the learners. */
export const SuspiciousCriterion = z.object({
  /** `stage.criterion` */
  criterion: z.string(),
  why: z.enum(["verdict_flips", "often_unknown", "pass_rate_fell"]),
  /** How it shows, in numbers. */
  detail: z.string(),
});
export type SuspiciousCriterion = z.infer<typeof SuspiciousCriterion>;

/**
 * What may mean that work is not a learner's own: evidence for a person to look at, never a verdict.
 */
export const IntegritySignal = z.discriminatedUnion("kind", [
  z.object({
    kind: z.enum(["same_account", "same_evidence", "same_text"]),
    learners: z.array(z.object({ learnerId: LearnerId, submissionId: SubmissionId })),
  }),
  z.object({
    kind: z.literal("resource_older_than_lab"),
    learners: z.array(z.object({ learnerId: LearnerId, submissionId: SubmissionId })),
    name: z.string(),
    createdAt: z.string(),
  }),
]);
export type IntegritySignal = z.infer<typeof IntegritySignal>;

/** Fewer judgements say nothing. */
const fewestJudged = 10;
const unknownShare = 0.1;
/** So many percentage points less than before. */
const fallenBy = 40;

/** Criteria of all stages that somebody should look at, the surest sign first. */
export function suspiciousCriteria(analytics: AnalyticsPart): readonly SuspiciousCriterion[] {
  const all = Object.values(analytics.stages).flatMap(({ criteria }) => Object.entries(criteria));
  return [flips, manyUnknown, fall].flatMap((find) =>
    all.flatMap(([criterion, counts]) => {
      const found = find(counts);
      return found ? [{ criterion, ...found }] : [];
    }),
  );
}

type Found = Omit<SuspiciousCriterion, "criterion"> | undefined;

function flips({ flips: times }: CriterionCounts): Found {
  if (times === 0) return undefined;
  return {
    why: "verdict_flips",
    detail: `judged otherwise ${times} times although lab, answers and account were the same`,
  };
}

function manyUnknown({ met, partly, notMet, unknown }: CriterionCounts): Found {
  const all = met + partly + notMet + unknown;
  if (all < fewestJudged || unknown / all < unknownShare) return undefined;
  return { why: "often_unknown", detail: `could not be judged ${unknown} of ${all} times` };
}

/** The last day with enough judgements against all days before it. */
function fall({ judgedByDay, metByDay }: CriterionCounts): Found {
  const days = Object.keys(judgedByDay).sort();
  const sumTo = (end: number) =>
    days.slice(0, end).reduce(
      (sum, day) => ({
        judged: sum.judged + (judgedByDay[day] ?? 0),
        met: sum.met + (metByDay[day] ?? 0),
      }),
      { judged: 0, met: 0 },
    );
  const whole = sumTo(days.length);
  for (let end = days.length - 1; end > 0; end -= 1) {
    const before = sumTo(end);
    const since = { judged: whole.judged - before.judged, met: whole.met - before.met };
    if (since.judged < fewestJudged) continue;
    if (before.judged < fewestJudged) return undefined;
    const from = (100 * before.met) / before.judged;
    const to = (100 * since.met) / since.judged;
    if (from - to < fallenBy) return undefined;
    return {
      why: "pass_rate_fell",
      detail: `met by ${Math.round(from)} % before ${days[end]}, by ${Math.round(to)} % since`,
    };
  }
  return undefined;
}

const signalOf = {
  account: "same_account",
  evidence: "same_evidence",
  text: "same_text",
} as const satisfies Readonly<Record<Mark["kind"], IntegritySignal["kind"]>>;

/** Marks that several learners share, and resources from before the assignment. */
export function integritySignals({
  marks,
  oldResources,
}: AnalyticsPart): readonly IntegritySignal[] {
  const sharing = Map.groupBy(marks, ({ kind, hash }) => `${kind} ${hash}`);
  const shared = [...sharing.values()].flatMap((group): IntegritySignal[] => {
    const [first] = group;
    const learners = new Map(
      group.map(({ learnerId, submissionId }) => [learnerId, { learnerId, submissionId }]),
    );
    if (!first || learners.size < 2) return [];
    return [{ kind: signalOf[first.kind], learners: [...learners.values()] }];
  });
  const old = new Map(
    oldResources.map(({ learnerId, submissionId, name, createdAt }) => [
      `${learnerId} ${name} ${createdAt}`,
      {
        kind: "resource_older_than_lab" as const,
        learners: [{ learnerId, submissionId }],
        name,
        createdAt,
      },
    ]),
  );
  return [...shared, ...old.values()];
}
