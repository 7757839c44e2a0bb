import { type Assignment, AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { type LearnerTerms, newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { parseSubmissionId } from "@lab-grader/core/ids";
import { listAll } from "@lab-grader/core/storage/list-all";
import type { Table } from "@lab-grader/core/storage/table";
import {
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "@lab-grader/core/submissions/submission";
import { findLearnerId, isStaffOf } from "./access.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";

/** A submission that somebody may see, with everything it stands among. */
export interface SubmissionAccess {
  readonly submission: Submission;
  /** Of the same learner and assignment, all stages, this one included. */
  readonly submissions: readonly Submission[];
  readonly assignment: Assignment;
  /** What was decided for the submission's learner; absent: nothing. */
  readonly terms: LearnerTerms | undefined;
  readonly audience: "learner" | "staff";
}

/**
 * A stranger's submission is not there.
 * @throws VisibleError `submission.not_found`
 */
export async function openSubmission(
  submissionId: string,
  identity: Identity,
  table: Table,
): Promise<SubmissionAccess> {
  const key = parseSubmissionId(submissionId);
  if (!key) throw new VisibleError("submission.not_found");
  const [submissions, assignment, terms] = await Promise.all([
    listAll(table, SubmissionRecord, { pk: submissionPartition(key), prefix: "" }),
    table.get(AssignmentRecord, key),
    newestTerms(key, table),
  ]);
  const submission = submissions.find((each) => each.submissionId === submissionId);
  if (!submission || !assignment) throw new VisibleError("submission.not_found");
  const audience = await audienceOf(submission, identity, table);
  return { submission, submissions, assignment, terms, audience };
}

async function audienceOf(
  submission: Submission,
  identity: Identity,
  table: Table,
): Promise<"learner" | "staff"> {
  if (await isStaffOf(submission.cohortId, identity, table)) return "staff";
  const learnerId = await findLearnerId(identity, table);
  if (learnerId !== submission.learnerId) throw new VisibleError("submission.not_found");
  return "learner";
}
