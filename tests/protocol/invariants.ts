import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { auditChain } from "@lab-grader/core/gradebook/audit-chain";
import { Cell } from "@lab-grader/core/gradebook/cell";
import { foldCell, isCellOf } from "@lab-grader/core/gradebook/fold-cell";
import { LearnerTerms } from "@lab-grader/core/gradebook/learner-terms";
import { Grade } from "@lab-grader/core/grading/grade";
import { type StoredItem, tableOperations } from "@lab-grader/core/storage/memory-table";
import { isAttempt } from "@lab-grader/core/submissions/attempts";
import { isClosed, Submission, submissionKeyAt } from "@lab-grader/core/submissions/submission";
import { anAssignment } from "@lab-grader/core/testing";
import { constantItems, decisionName, sha256 } from "./programs.ts";
import type { Scenario } from "./scenario.ts";
import type { World } from "./world.ts";

/** What must be true of every step: a closed submission stays closed, a live lease is not closed. */
export function brokenBetween(before: World, after: World): string[] {
  return [...after.items].flatMap(([place, item]) => {
    const old = before.items.get(place);
    if (!old || old === item || old.text === item.text) return [];
    return submissionKeyAt(item) === undefined ? [] : brokenChange(old, item, after.clock);
  });
}

function brokenChange(oldItem: StoredItem, newItem: StoredItem, clock: string): string[] {
  const before = submissionIn(oldItem);
  const after = submissionIn(newItem);
  const name = after.submissionId;
  const isReopened = isClosed(before.state) && !isClosed(after.state);
  const isFailedAtWork =
    after.state === "failed" && before.state === "grading" && (before.leaseUntil ?? "") > clock;
  const isGradedAgain =
    before.effectiveGrade !== undefined &&
    after.effectiveGrade !== before.effectiveGrade &&
    after.closedAt !== before.closedAt;
  return [
    ...(isReopened ? [`${name} was ${before.state} and is ${after.state} again`] : []),
    ...(isFailedAtWork ? [`${name} is closed while a grader is at work on it`] : []),
    ...(isGradedAgain ? [`${name} is concluded twice`] : []),
  ];
}

/** What must be true when nothing can happen any more. */
export function brokenAtRest(world: World, scenario: Scenario): string[] {
  const items = [...world.items.values()];
  const submissions = items.filter((item) => submissionKeyAt(item) !== undefined).map(submissionIn);
  const grades = items
    .filter(({ sk }) => sk.startsWith("grade#"))
    .map(({ text }) => Grade.parse(JSON.parse(text)));
  const learners = [...new Set(submissions.map(({ learnerId }) => learnerId))];
  return [
    ...submissions.flatMap((submission) => brokenSubmission(submission, world)),
    ...brokenChains(submissions, { grades, world }),
    ...learners.flatMap((learnerId) =>
      brokenCell(
        submissions.filter((each) => each.learnerId === learnerId),
        { world, scenario, learnerId },
      ),
    ),
    ...items
      .filter(({ pk, dueAt }) => pk.startsWith("terms#") && dueAt !== undefined)
      .map(({ pk, sk }) => `${pk} ${sk} is due and nobody looks at it`),
    ...world.messages.map(({ submissionId }) => `a message of ${submissionId} is left`),
  ];
}

function brokenSubmission(submission: Submission, world: World): string[] {
  const { submissionId, state, dueAt, followUp, effectiveGrade } = submission;
  // Taken back by the learner: there is no result to announce.
  const announced =
    state === "canceled" || world.announced.includes(effectiveGrade ?? submissionId);
  const counts = submission.counts === true && !isAttempt(submission);
  return [
    ...(isClosed(state) ? [] : [`${submissionId} is lost: still ${state}`]),
    ...(dueAt || followUp ? [`${submissionId} is due and nobody looks at it`] : []),
    ...(announced ? [] : [`${submissionId}: ${effectiveGrade ?? state} was never announced`]),
    ...(counts ? [`${submissionId} counts but is ${state}`] : []),
  ];
}

/** Every effective grade and every grade that somebody was promised is in its chain, once graded. */
function brokenChains(
  submissions: readonly Submission[],
  { grades, world }: { grades: readonly Grade[]; world: World },
): string[] {
  const reachable = new Set([
    ...submissions.map(({ submissionId }) => submissionId),
    ...termsIn(world).map(decisionName),
  ]);
  const broken = submissions.flatMap((submission) => {
    const { submissionId } = submission;
    const own = grades.filter((grade) => grade.submissionId === submissionId);
    const chain = auditChain(submission, own, { hash: sha256 });
    if (chain.status === "broken") return [`${submissionId}: ${chain.code} ${chain.gradeId}`];
    for (const { gradeId } of chain.grades) reachable.add(gradeId);
    const graded = chain.grades.filter(({ cause }) => cause === "graded");
    return graded.length > 1 ? [`${submissionId} is graded twice`] : [];
  });
  const unkept = [...world.promised, ...world.announced].filter((id) => !reachable.has(id));
  return [...broken, ...unkept.map((id) => `${id} was promised or announced and is not there`)];
}

function brokenCell(
  submissions: readonly Submission[],
  from: { world: World; scenario: Scenario; learnerId: string },
): string[] {
  const { scenario, world, learnerId } = from;
  const assignment = tableOperations(constantItems(scenario)).get(AssignmentRecord, anAssignment());
  const stored = [...world.items.values()].find(
    ({ pk, sk }) => pk.startsWith("gradebook#") && sk.startsWith(`${learnerId}#`),
  );
  if (!assignment || !stored) return [`${learnerId} has no cell`];

  const cell = Cell.parse(JSON.parse(stored.text));
  const terms = newestTermsIn(world, learnerId);
  const fold = foldCell({ assignment, learnerId, terms, submissions });
  const counted = Object.values(cell.stages).reduce((sum, { attempts }) => sum + attempts, 0);
  const attempts = submissions.filter(isAttempt).length;
  return [
    ...(isCellOf(cell, fold) ? [] : [`the cell of ${learnerId} is not its fold`]),
    ...(counted === attempts ? [] : [`${learnerId}: ${counted} counted, ${attempts} attempts`]),
  ];
}

function newestTermsIn(world: World, learnerId: string): LearnerTerms | undefined {
  return termsIn(world)
    .filter((terms) => terms.learnerId === learnerId)
    .sort((left, right) => right.version - left.version)[0];
}

function termsIn(world: World): LearnerTerms[] {
  return [...world.items.values()]
    .filter(({ pk }) => pk.startsWith("terms#"))
    .map(({ text }) => LearnerTerms.parse(JSON.parse(text)));
}

function submissionIn(item: StoredItem): Submission {
  return Submission.parse(JSON.parse(item.text));
}
