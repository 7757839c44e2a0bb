import { EnrolmentRecord } from "../cohorts/enrolment.ts";
import { CellRecord } from "../gradebook/cell.ts";
import { parseSubmissionId } from "../ids.ts";
import { listAll } from "../storage/list-all.ts";
import type { Table } from "../storage/table.ts";
import { isAttempt } from "../submissions/attempts.ts";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "../submissions/submission.ts";
import type { RegradeSelection } from "./regrade-input.ts";

/** Learners whose submissions are read at the same time. */
const learnersAtOnce = 10;

/**
 * Ids of the submissions that a regrade is about, learner by learner. Who was dropped is in it:
 * their grades stay, so they are mended too. Those listed by a person are taken as they are.
 */
export async function selectSubmissions(
  {
    select,
    assignmentId,
    cohortId,
  }: {
    readonly select: RegradeSelection;
    readonly assignmentId: string;
    readonly cohortId: string;
  },
  table: Table,
): Promise<readonly string[]> {
  if (select.which === "listed") {
    const own = select.submissions.filter(
      (id) => parseSubmissionId(id)?.assignmentId === assignmentId,
    );
    return [...new Set(own)];
  }
  const { which, stage } = select;
  const enrolments = await listAll(table, EnrolmentRecord, { pk: cohortId, prefix: "enrolment#" });
  const selected: string[] = [];
  for (let at = 0; at < enrolments.length; at += learnersAtOnce) {
    const ofLearners = enrolments.slice(at, at + learnersAtOnce).map(async ({ learnerId }) => {
      const of = { cohortId, assignmentId, learnerId };
      const submissions = await listAll(table, SubmissionRecord, {
        pk: submissionPartition(of),
        prefix: stage === undefined ? "" : `${stage}#`,
      });
      const isMeant = which === "effective" ? await shownIn(of, table) : isMeantBy[which];
      return submissions.filter(isMeant).map(({ submissionId }) => submissionId);
    });
    selected.push(...(await Promise.all(ofLearners)).flat());
  }
  return selected;
}

const isMeantBy = {
  all: ({ state, effectiveGrade }: Submission) => isClosed(state) && effectiveGrade !== undefined,
  counted: isAttempt,
} as const;

/** The attempts that the gradebook shows. */
async function shownIn(
  of: { cohortId: string; assignmentId: string; learnerId: string },
  table: Table,
): Promise<(submission: Submission) => boolean> {
  const cell = await table.get(CellRecord, of);
  return ({ stage, number }) => cell?.stages[stage]?.kept?.number === number;
}
