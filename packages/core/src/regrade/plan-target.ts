import { type Assignment, AssignmentRecord } from "../cohorts/assignment.ts";
import { LearnerRecord } from "../cohorts/learner.ts";
import { type Evidence, EvidenceRecord } from "../evidence/evidence.ts";
import { type Grade, GradeRecord } from "../grading/grade.ts";
import type { ReasonParams } from "../grading/outcome.ts";
import { parseSubmissionId } from "../ids.ts";
import { JobFailure } from "../jobs/job-work.ts";
import { gateOf } from "../review/reviewed-grade.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import { findEvidenceClaim } from "../submissions/earlier-evidence.ts";
import { type GetLab, judgeEvidence, prepareJudging } from "../submissions/judging.ts";
import type { Hash } from "../submissions/ports.ts";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "../submissions/submission.ts";
import { concludeAgain } from "./judge-again.ts";
import type { GradeTotals, PlannedTarget, RegradeRefusal } from "./planned-target.ts";
import type { PlanInput } from "./regrade-input.ts";
import { regraded } from "./regraded.ts";

export interface PlanDeps {
  readonly table: Table;
  readonly getLab: GetLab;
  readonly hash: Hash;
  readonly graderAccountId: string;
}

/** Where the evidence of a plan comes from. */
export type FindEvidence = (of: {
  readonly submission: Submission;
  readonly submissions: readonly Submission[];
  readonly assignment: Assignment;
  readonly previous: Grade;
  readonly labDigest: string;
}) => Promise<
  | { readonly status: "found"; readonly evidence: Evidence }
  | { readonly status: "refused"; readonly code: RegradeRefusal; readonly params: ReasonParams }
>;

/** One submission of a plan: judges it again, and changes nothing. */
export async function planTarget(
  {
    submissionId,
    input,
    findEvidence,
  }: { submissionId: string; input: PlanInput; findEvidence?: FindEvidence | undefined },
  deps: PlanDeps,
): Promise<PlannedTarget> {
  const { table } = deps;
  const key = parseSubmissionId(submissionId);
  if (!key) throw new JobFailure("submission.not_found");
  const submissions = await listAll(table, SubmissionRecord, {
    pk: submissionPartition(key),
    prefix: "",
  });
  const submission = submissions.find((each) => each.submissionId === submissionId);
  const { learnerId, stage, number } = key;
  const target = { submissionId, learnerId, stage, number };
  const refused = (code: RegradeRefusal, params: ReasonParams = {}, from?: GradeTotals) =>
    ({ ...target, status: "refused", code, params, ...(from && { from }) }) as const;

  // It was there when it was selected: personal data can be deleted meanwhile.
  if (!submission) return refused("regrade.learner_gone");
  if (!isClosed(submission.state)) return refused("regrade.not_closed");
  const { effectiveGrade } = submission;
  const previous =
    effectiveGrade && (await table.get(GradeRecord, { submissionId, gradeId: effectiveGrade }));
  if (!previous) return refused("regrade.no_grade");
  const from = totalsOf(previous);

  const [assignment, learner] = await Promise.all([
    table.get(AssignmentRecord, submission),
    table.get(LearnerRecord, submission),
  ]);
  if (!assignment) throw new JobFailure("assignment.not_found");
  if (!learner) return refused("regrade.learner_gone", {}, from);
  const labDigest = input.lab?.digest ?? previous.labDigest;
  const lab = await deps.getLab(labDigest);
  if (!lab.stages.some(({ id }) => id === stage))
    return refused("regrade.stage_unknown", { stage, version: lab.version }, from);

  const find = findEvidence ?? findStored(table);
  const found = await find({ submission, submissions, assignment, previous, labDigest });
  if (found.status === "refused") return refused(found.code, found.params, from);
  const { evidence } = found;
  const judging = await prepareJudging(
    { submission, submissions, learner, assignment, labDigest },
    deps,
  );
  const { verdicts, attemptHash } = judgeEvidence(judging, evidence, deps);
  const again = concludeAgain(verdicts, {
    ...{ submission, submissions, previous, labDigest, attemptHash },
  });
  if (again.status === "refused") return refused(again.code, again.params, from);

  const { judged } = again;
  const gate = gateOf(lab, stage);
  const then = regraded(previous, judged, { ...input.options, gate });
  return {
    ...target,
    status: "planned",
    ...{ seenGrade: previous.gradeId, from, judged },
    ...{ evidenceClaim: evidence.claim, evidenceHash: evidence.hash },
    ...(gate !== undefined && { gate }),
    changes: then.status === "same" ? [] : [...then.changes],
    ...(then.status === "replace" && { to: totalsOf(then.judgement) }),
    ...(then.status === "kept" && { isKept: true }),
  };
}

export function totalsOf(grade: GradeTotals): GradeTotals {
  const { state, counts, points, judgedPoints, maxPoints, graderVersion } = grade;
  return { state, counts, points, judgedPoints, maxPoints, graderVersion };
}

function findStored(table: Table): FindEvidence {
  return async ({ submission }) => {
    const { submissionId } = submission;
    const claim = await findEvidenceClaim(submission, table);
    if (claim === undefined) return { status: "refused", code: "regrade.no_grade", params: {} };
    const evidence = await table.get(EvidenceRecord, { submissionId, claim });
    return evidence
      ? { status: "found", evidence }
      : { status: "refused", code: "regrade.evidence_lost", params: {} };
  };
}
