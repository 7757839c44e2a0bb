import type { AccountBinding } from "../cohorts/account-binding.ts";
import type { Assignment } from "../cohorts/assignment.ts";
import type { Learner } from "../cohorts/learner.ts";
import { effectiveAttempt } from "../gradebook/effective-attempt.ts";
import { type LearnerRules, learnerRules } from "../gradebook/learner-rules.ts";
import type { TermsContent } from "../gradebook/learner-terms.ts";
import type { ReasonParams } from "../grading/outcome.ts";
import { addSeconds, type Instant } from "../time.ts";
import { attemptsOf, findOpenSubmission, submissionsOf } from "./attempts.ts";
import type { Submission } from "./submission.ts";

/** How long the time of a blocked or failed submission is kept for the next one. */
export const keptTimeSeconds = 24 * 60 * 60;

/**
 * Submissions of a stage that used no attempt, more than anybody needs. Each is read again by every
 * view, fold and audit of its learner, and taking one back costs nothing.
 */
export const mostWithoutAttempt = 500;

/** Why a submission is not accepted. Stable: they are the `code` of the HTTP problem. */
export const refusalCodes = [
  "assignment.closed",
  "assignment.not_found",
  "assignment.not_open",
  "attempts.cool_down",
  "attempts.exhausted",
  "idempotency.key_reused",
  "sandbox.expired",
  "sandbox.not_registered",
  "sandbox.role_not_verified",
  "signed.session_unusable",
  "stage.not_open",
  "stage.unknown",
  "submission.open",
  "submissions.too_many",
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

export interface Refusal {
  readonly status: "refused";
  readonly code: RefusalCode;
  readonly params: ReasonParams;
}

/** Everything that decides whether one submission is accepted. */
export interface AcceptanceFacts {
  readonly stage: string;
  readonly bodyHash: string;
  readonly now: Instant;
  /** Of this learner and assignment, all stages. */
  readonly submissions: readonly Submission[];
  readonly assignment: Assignment | undefined;
  readonly learner: Learner | undefined;
  /** What was decided for this learner alone: other dates, more attempts. */
  readonly terms: TermsContent | undefined;
  readonly binding: AccountBinding | undefined;
}

/** The answer to a repeated request, before any rule: a replay works after deadline and limit. */
export function findReplay(
  submissions: readonly Submission[],
  request: { stage: string; idempotencyKey: string; bodyHash: string },
): { status: "replayed"; submission: Submission } | Refusal | undefined {
  const earlier = submissionsOf(submissions, request.stage).find(
    (each) => each.idempotencyKey === request.idempotencyKey,
  );
  if (earlier === undefined) return undefined;
  return earlier.bodyHash === request.bodyHash
    ? { status: "replayed", submission: earlier }
    : refused("idempotency.key_reused", { submissionId: earlier.submissionId });
}

/** The rules of an assignment, in the order in which a learner can mend them. */
export function decideAcceptance(
  facts: AcceptanceFacts,
):
  | { status: "acceptable"; assignment: Assignment; accountId: string }
  | { status: "open"; submission: Submission }
  | Refusal {
  const { assignment, learner, binding, stage, now, submissions } = facts;
  // Not enrolled answers as not there: assignments of other cohorts are nobody's business.
  if (!assignment || !learner?.cohorts.includes(assignment.cohortId))
    return refused("assignment.not_found", {});

  const rules = assignment.stages.find((each) => each.stage === stage);
  if (!rules) return refused("stage.unknown", { stage });
  const before = [
    ...(rules.after === undefined ? [] : [rules.after]),
    ...(rules.comparesWith ?? []),
  ];
  const missing = before.find((each) => attemptsOf(submissions, each).length === 0);
  if (missing !== undefined) return refused("stage.not_open", { stage, after: missing });
  const { opensAt, closesAt, attemptLimit, coolDownSeconds } = learnerRules(
    assignment,
    facts.terms,
  );
  if (now < opensAt) return refused("assignment.not_open", { opensAt });
  // A closed door or a fault of ours just before the end must not shut the learner out.
  if (timeOfSubmission(submissionsOf(submissions, stage), now).submittedAt >= closesAt)
    return refused("assignment.closed", { closesAt });

  if (binding?.learnerId !== learner.learnerId) return refused("sandbox.not_registered", {});
  if (now >= binding.expiresAt) return refused("sandbox.expired", { expiresAt: binding.expiresAt });

  const open = findOpenSubmission(submissions, stage);
  if (open?.bodyHash === facts.bodyHash) return { status: "open", submission: open };
  if (open) return refused("submission.open", { submissionId: open.submissionId });

  const attempts = attemptsOf(submissions, stage);
  if (attemptLimit !== undefined && attempts.length >= attemptLimit)
    return refused("attempts.exhausted", { limit: attemptLimit });
  if (submissionsOf(submissions, stage).length - attempts.length >= mostWithoutAttempt)
    return refused("submissions.too_many", { most: mostWithoutAttempt });
  const coolsUntil = endOfCoolDown(attempts.at(-1), coolDownSeconds);
  if (coolsUntil !== undefined && now < coolsUntil)
    return refused("attempts.cool_down", { until: coolsUntil });
  return { status: "acceptable", assignment, accountId: binding.accountId };
}

/**
 * The time that decides lateness: that of the last submission of the stage if the system or a
 * closed door ended it within the last 24 hours, once per stage; else now.
 */
export function timeOfSubmission(
  stageSubmissions: readonly Submission[],
  now: Instant,
): Pick<Submission, "submittedAt" | "acceptedAt" | "keptTimeOf"> {
  const last = stageSubmissions.at(-1);
  const endedWithoutVerdict = last?.state === "blocked" || last?.state === "failed";
  const isUsed = stageSubmissions.some((each) => each.keptTimeOf !== undefined);
  if (!endedWithoutVerdict || isUsed || last.closedAt === undefined) return { submittedAt: now };
  if (now > addSeconds(last.closedAt, keptTimeSeconds)) return { submittedAt: now };
  return { submittedAt: last.submittedAt, acceptedAt: now, keptTimeOf: last.submissionId };
}

/** From when on the next attempt may follow; `undefined` where nothing has to be waited for. */
export function endOfCoolDown(
  lastAttempt: Submission | undefined,
  coolDownSeconds: number | undefined,
): Instant | undefined {
  if (lastAttempt?.closedAt === undefined || coolDownSeconds === undefined) return undefined;
  return addSeconds(lastAttempt.closedAt, coolDownSeconds);
}

/** The attempt that counts of each stage that this one is compared with: pinned once and for all. */
export function comparedWith(
  submissions: readonly Submission[],
  stage: string,
  { stages, rules }: Pick<Assignment, "stages"> & { readonly rules: LearnerRules },
): Pick<Submission, "comparedWith"> {
  const compared = stages.find((each) => each.stage === stage)?.comparesWith ?? [];
  const pinned = compared.flatMap((earlier) => {
    const kept = effectiveAttempt(attemptsOf(submissions, earlier), rules);
    return kept === undefined ? [] : [[earlier, kept.submission.submissionId] as const];
  });
  return pinned.length === 0 ? {} : { comparedWith: Object.fromEntries(pinned) };
}

function refused(code: RefusalCode, params: ReasonParams): Refusal {
  return { status: "refused", code, params };
}
