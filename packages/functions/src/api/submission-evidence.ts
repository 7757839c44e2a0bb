import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import {
  compareSubmissions,
  getEvidence,
} from "@lab-grader/core/contracts/endpoints/submission-steps";
import { type Evidence, EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { type Grade, GradeRecord } from "@lab-grader/core/grading/grade";
import { roundedPoints } from "@lab-grader/core/grading/points";
import type { Submission } from "@lab-grader/core/submissions/submission";
import { shownGradeId } from "@lab-grader/core/views/shown-grade";
import { isWithheld, notReleased, pointsOrNull } from "@lab-grader/core/views/submission-view";
import type { ComparedSide } from "@lab-grader/core/views/submissions-comparison";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { openSubmission, type SubmissionAccess } from "./open-submission.ts";
import { route } from "./route.ts";

/** `GET /v1/submissions/{submissionId}/evidence` */
const get: ApiHandler<typeof getEvidence> = async ({ identity, params }, deps) => {
  const access = await openSubmission(params.submissionId, identity, deps.table);
  requireShown(access.submission, access);
  const grade = await findGrade(access.submission, deps);
  const evidence = await findEvidence(grade, deps);
  if (!evidence) throw new VisibleError("evidence.none");

  const { criteria, isVisible } = await factsOf(
    { ...access.submission, ...(grade && { labDigest: grade.labDigest }) },
    access,
    deps,
  );
  const { submissionId, claim, accountId, collectedAt, hash } = evidence;
  return {
    body: {
      ...{ submissionId, claim, accountId, collectedAt, hash },
      stage: access.submission.stage,
      access: evidence.access,
      facts: evidence.facts
        .filter((fact) => isVisible(fact))
        .map((fact) => ({ ...fact, criteria: [...criteria(fact)] })),
    },
  };
};

/** `GET /v1/submissions/{submissionId}/comparison?with=` */
const compare: ApiHandler<typeof compareSubmissions> = async (
  { identity, params, query },
  deps,
) => {
  const access = await openSubmission(params.submissionId, identity, deps.table);
  const { submission, submissions } = access;
  const other = submissions.find(({ submissionId }) => submissionId === query.with);
  if (!other) throw new VisibleError("comparison.other_learner", { path: "query.with" });
  requireShown(submission, access);
  requireShown(other, access);

  const [before, after] = await Promise.all([
    comparedSide(other, access, deps),
    comparedSide(submission, access, deps),
  ]);
  const views = await import("@lab-grader/core/views/submissions-comparison");
  return { body: views.compareSubmissions(before, after) };
};

export const submissionEvidenceRoutes = [
  route(getEvidence, get),
  route(compareSubmissions, compare),
];

/** While only what is unknown is shown, the answers would tell all the rest. */
function requireShown(submission: Submission, access: SubmissionAccess): void {
  if (notReleased(access)) throw new VisibleError("result.not_released");
  if (isWithheld(submission, access)) throw new VisibleError("evidence.not_shown");
}

async function comparedSide(
  submission: Submission,
  access: SubmissionAccess,
  deps: ApiDeps,
): Promise<ComparedSide> {
  const grade = await findGrade(submission, deps);
  const labDigest = grade?.labDigest ?? submission.labDigest;
  const lab = await deps.getLab(labDigest);
  const [evidence, { isVisible }, { isHiddenOutcome, outcomeSummary }] = await Promise.all([
    findEvidence(grade, deps),
    factsOf({ ...submission, labDigest }, access, deps),
    import("@lab-grader/core/views/explain-outcome"),
  ]);
  const words = { lab, stage: submission.stage };
  const outcomes = (grade?.outcomes ?? []).filter(
    (outcome) => access.audience === "staff" || !isHiddenOutcome(outcome, words),
  );
  return {
    submission,
    points: grade ? pointsOrNull(grade) : null,
    maxPoints: grade ? roundedPoints(grade.maxPoints) : null,
    outcomes: outcomes.map((outcome) => outcomeSummary(outcome, words)),
    facts: (evidence?.facts ?? []).filter(isVisible),
  };
}

type Fact = Evidence["facts"][number];

/** Which facts of a submission may be seen, and what they decide. */
async function factsOf(
  submission: Submission,
  { assignment, audience }: SubmissionAccess,
  deps: ApiDeps,
): Promise<{
  readonly criteria: (fact: Fact) => readonly string[];
  readonly isVisible: (fact: Fact) => boolean;
}> {
  const [lab, learner, { bindStage }, facts, { factId }] = await Promise.all([
    deps.getLab(submission.labDigest),
    deps.table.get(LearnerRecord, submission),
    import("@lab-grader/core/lab/bind-stage"),
    import("@lab-grader/core/lab/visible-facts"),
    import("@lab-grader/core/facts/fact"),
  ]);
  const bound = bindStage(lab, submission.stage, {
    learner: { login: learner?.login ?? "", accountId: submission.accountId },
    graderAccountId: deps.learnerRole.graderAccountId,
    variables: assignment.variables,
  });
  const criteria = facts.criteriaOfFacts(bound, audience);
  const isVisible = facts.visibleToLearners(bound);
  return {
    criteria: (fact) => criteria.get(factId(fact)) ?? [],
    isVisible: (fact) => audience === "staff" || isVisible(factId(fact)),
  };
}

async function findGrade(submission: Submission, { table }: ApiDeps): Promise<Grade | undefined> {
  const gradeId = shownGradeId(submission);
  if (gradeId === undefined) return undefined;
  return await table.get(GradeRecord, { submissionId: submission.submissionId, gradeId });
}

async function findEvidence(
  grade: Grade | undefined,
  { table }: ApiDeps,
): Promise<Evidence | undefined> {
  if (grade?.evidenceClaim === undefined) return undefined;
  const { submissionId, evidenceClaim: claim } = grade;
  return await table.get(EvidenceRecord, { submissionId, claim });
}
