import { EvidenceRecord } from "../evidence/evidence.ts";
import { type Inquiry, InquiryRecord } from "../review/inquiry.ts";
import { RegistrationRecord, registrationsOf } from "../sandbox-accounts/registration.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import type { Now } from "../submissions/ports.ts";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "../submissions/submission.ts";
import { SubmittedAnswersRecord } from "../submissions/submitted-answers.ts";
import { AccountBindingRecord } from "./account-binding.ts";
import { CohortAssignmentRecord } from "./cohort-assignment.ts";
import { EnrolmentRecord } from "./enrolment.ts";
import { type Learner, LearnerLoginRecord, LearnerRecord } from "./learner.ts";

/** In the place of an account that must not be known any more. */
const noAccount = "000000000000";
/** Submissions of one step: each costs a few calls, and a request to the API has 29 seconds. */
const submissionsPerStep = 50;

/** What one step came to. */
export interface ErasureStep {
  readonly submissions: number;
  /** Something is left for a further step. */
  readonly isLeft: boolean;
}

/**
 * Removes what tells who a learner was: login, name, addresses, ids of other systems, account,
 * answers, evidence. Grades and decisions stay as they are, under the learner id, because their
 * chains would break otherwise. Repeatable after a crash at any point; access goes first.
 */
export async function eraseLearner(
  learner: Learner,
  { by, reason }: { by: string; reason: string },
  { table, now }: { readonly table: Table; readonly now: Now },
): Promise<ErasureStep> {
  const { learnerId } = learner;
  const cohortIds = [...learner.cohorts, ...(learner.formerCohorts ?? [])];
  const login = erasedLogin(learnerId);
  await removeAccess(learner, table);
  await Promise.all(cohortIds.map((cohortId) => anonymise({ cohortId, learnerId, login }, table)));
  const isMarked = await table.update(
    LearnerRecord,
    { learnerId },
    {
      ...{ login, cohorts: [], formerCohorts: cohortIds, accountId: undefined },
      ...{ erased: learner.erased ?? { by, reason, at: now() }, version: learner.version + 1 },
    },
    { field: "version", equals: learner.version },
  );
  // Somebody enrolled the learner at the same moment: that cohort is not in the list above.
  if (!isMarked) return { submissions: 0, isLeft: true };

  let erased = 0;
  for (const cohortId of cohortIds) {
    const given = await listAll(table, CohortAssignmentRecord, {
      pk: cohortId,
      prefix: "assignment#",
    });
    for (const { assignmentId } of given) {
      const submissions = await listAll(table, SubmissionRecord, {
        pk: submissionPartition({ assignmentId, learnerId }),
        prefix: "",
      });
      for (const submission of submissions.filter(({ accountId }) => accountId !== noAccount)) {
        if (erased === submissionsPerStep || !isClosed(submission.state))
          return { submissions: erased, isLeft: true };
        await eraseSubmission(submission, table);
        erased += 1;
      }
    }
  }
  return { submissions: erased, isLeft: false };
}

/** What stands for a login that must not be known any more. */
export function erasedLogin(learnerId: string): string {
  return `erased-${learnerId.slice("lrn_".length)}`;
}

async function removeAccess(learner: Learner, table: Table): Promise<void> {
  const { learnerId, login, accountId: registered } = learner;
  await table.delete(LearnerLoginRecord, { login }, { field: "learnerId", equals: learnerId });
  const named = (await registrationsOf(learnerId, table)).map(({ accountId }) => accountId);
  for (const accountId of new Set([...named, ...(registered ? [registered] : [])])) {
    await table.delete(
      AccountBindingRecord,
      { accountId },
      { field: "learnerId", equals: learnerId },
    );
    await table.delete(RegistrationRecord, { learnerId, accountId });
  }
}

async function anonymise(
  { cohortId, learnerId, login }: { cohortId: string; learnerId: string; login: string },
  table: Table,
): Promise<void> {
  const enrolment = await table.get(EnrolmentRecord, { cohortId, learnerId });
  if (!enrolment) return;
  const { name, email, section, ...kept } = enrolment;
  await table.put(EnrolmentRecord, {
    ...{ ...kept, login, externalIds: {}, state: "dropped" },
    version: enrolment.version + 1,
  });
}

/** The submission last: it says that its answers and evidence are gone. */
async function eraseSubmission(submission: Submission, table: Table): Promise<void> {
  const { submissionId } = submission;
  const [answers, evidences, inquiries] = await Promise.all([
    listAll(table, SubmittedAnswersRecord, { pk: submissionId, prefix: "answers#" }),
    listAll(table, EvidenceRecord, { pk: submissionId, prefix: "evidence#" }),
    listAll(table, InquiryRecord, { pk: submissionId, prefix: "inquiry#" }),
  ]);
  await Promise.all([
    ...answers.map((one) => table.delete(SubmittedAnswersRecord, one)),
    ...evidences.map((one) => table.delete(EvidenceRecord, one)),
    ...inquiries.map((one) => table.put(InquiryRecord, withoutTexts(one))),
  ]);
  await table.update(
    SubmissionRecord,
    submission,
    { accountId: noAccount, hasAnswers: undefined },
    { field: "submissionId", equals: submissionId },
  );
}

/** What was asked and answered may tell of the person; that it was, and what came of it, stays. */
function withoutTexts({ answer, ...inquiry }: Inquiry): Inquiry {
  return { ...inquiry, text: "", ...(answer ? { answer: { ...answer, text: "" } } : {}) };
}
