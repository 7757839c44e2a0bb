import { EvidenceRecord } from "../../evidence/evidence.ts";
import { SealRecord, sealPartition } from "../../gradebook/audit/seal.ts";
import { CellRecord, gradebookPartition } from "../../gradebook/cell.ts";
import { SpentTokensRecord } from "../../gradebook/late-tokens.ts";
import { LearnerTermsRecord, termsPartition } from "../../gradebook/learner-terms.ts";
import { GradeRecord } from "../../grading/grade.ts";
import { AssignmentId, LearnerId, parseSubmissionId } from "../../ids.ts";
import { LabVersionRecord } from "../../lab/lab-version.ts";
import { StoredLabRecord } from "../../lab/stored-lab.ts";
import { InquiryRecord } from "../../review/inquiry.ts";
import { placeOf, UnmarkedRecord } from "../../review/unmarked.ts";
import { listAll } from "../../storage/list-all.ts";
import type { Table } from "../../storage/table.ts";
import { SeenHintsRecord } from "../../submissions/hints.ts";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "../../submissions/submission.ts";
import { SubmittedAnswersRecord } from "../../submissions/submitted-answers.ts";
import { AssignmentRecord } from "../assignment.ts";
import type { Cohort } from "../cohort.ts";
import { CohortRecord } from "../cohort.ts";
import { CohortAssignmentRecord } from "../cohort-assignment.ts";
import { EnrolmentRecord } from "../enrolment.ts";
import { LearnerLoginRecord, LearnerRecord } from "../learner.ts";
import { type ArchiveRecord, recordOf } from "./archive-record.ts";

/** A piece of an archive, small enough for one answer. */
export interface ArchivePiece {
  readonly records: readonly ArchiveRecord[];
  /** Parts to ask for next, because this one has found them. */
  readonly parts: readonly string[];
  /** Of the same part; absent at its end. */
  readonly cursor?: string;
  /** Submissions that are not closed and so not in the archive. */
  readonly leftOut: readonly string[];
}

interface Reading {
  readonly table: Table;
  readonly cursor: string | undefined;
}

const enrolmentsPerPage = 200;
/** Each may be 256 KB before compression. */
const evidencesPerPage = 4;
/** Each names all learners of the cohort. */
const sealsPerPage = 4;

/** Where every archive begins: its parts lead to all others. */
export const firstPart = "cohort";

/**
 * One piece of a cohort's archive. `undefined`: the cohort has no such part.
 * Only consistent once nothing changes any more: what is written meanwhile may be in it or not.
 */
export async function readArchive(
  cohort: Cohort,
  part: string,
  reading: Reading,
): Promise<ArchivePiece | undefined> {
  const { cohortId } = cohort;
  if (part === firstPart) {
    const columns = await assignmentsOf(cohortId, reading.table);
    const parts = [...columns.map(({ assignmentId }) => assignmentId), "learners", "seals"];
    return piece([recordOf(CohortRecord, cohort)], { parts });
  }
  if (part === "learners") return await learners(cohortId, reading);
  if (part === "seals") return await seals(cohortId, reading);
  if (AssignmentId.safeParse(part).success) return await assignment(cohortId, part, reading);
  if (LearnerId.safeParse(part).success) return await learner(cohortId, part, reading);
  return await submission(cohortId, part, reading);
}

function piece(
  records: readonly ArchiveRecord[],
  more: {
    parts?: readonly string[];
    cursor?: string | undefined;
    leftOut?: readonly string[];
  } = {},
): ArchivePiece {
  const { parts = [], cursor, leftOut = [] } = more;
  return { records, parts, leftOut, ...(cursor === undefined ? {} : { cursor }) };
}

async function assignmentsOf(cohortId: string, table: Table) {
  return await listAll(table, CohortAssignmentRecord, { pk: cohortId, prefix: "assignment#" });
}

async function learners(cohortId: string, { table, cursor }: Reading): Promise<ArchivePiece> {
  const page = await table.list(EnrolmentRecord, {
    ...{ pk: cohortId, prefix: "enrolment#", limit: enrolmentsPerPage },
    ...(cursor === undefined ? {} : { cursor }),
  });
  const { items } = page;
  return piece(
    items.map((one) => recordOf(EnrolmentRecord, one)),
    { parts: items.map(({ learnerId }) => learnerId), cursor: page.cursor },
  );
}

async function seals(cohortId: string, { table, cursor }: Reading): Promise<ArchivePiece> {
  const page = await table.list(SealRecord, {
    ...{ pk: sealPartition(cohortId), prefix: "", limit: sealsPerPage },
    ...(cursor === undefined ? {} : { cursor }),
  });
  return piece(
    page.items.map((one) => recordOf(SealRecord, one)),
    { cursor: page.cursor },
  );
}

async function assignment(
  cohortId: string,
  assignmentId: string,
  { table }: Reading,
): Promise<ArchivePiece | undefined> {
  const [given, column] = await Promise.all([
    table.get(AssignmentRecord, { assignmentId }),
    table.get(CohortAssignmentRecord, { cohortId, assignmentId }),
  ]);
  if (!given || !column) return undefined;
  const { labId, labVersion, labDigest } = given;
  const [lab, version] = await Promise.all([
    table.get(StoredLabRecord, { digest: labDigest }),
    table.get(LabVersionRecord, { labId, version: labVersion }),
  ]);
  return piece([
    ...(lab ? [recordOf(StoredLabRecord, lab)] : []),
    ...(version ? [recordOf(LabVersionRecord, version)] : []),
    recordOf(AssignmentRecord, given),
    recordOf(CohortAssignmentRecord, column),
  ]);
}

/** The learner with everything but what lies beside each submission. */
async function learner(
  cohortId: string,
  learnerId: string,
  { table }: Reading,
): Promise<ArchivePiece | undefined> {
  const of = { cohortId, learnerId };
  const [enrolment, known, tokens, columns, cells] = await Promise.all([
    table.get(EnrolmentRecord, of),
    table.get(LearnerRecord, of),
    table.get(SpentTokensRecord, of),
    assignmentsOf(cohortId, table),
    listAll(table, CellRecord, { pk: gradebookPartition(cohortId), prefix: `${learnerId}#` }),
  ]);
  if (!enrolment || !known) return undefined;
  const login = await table.get(LearnerLoginRecord, known);
  const given = await Promise.all(
    columns.map(({ assignmentId }) => workOf({ assignmentId, learnerId }, table)),
  );
  const submissions = given.flatMap((one) => one.submissions);
  const closed = submissions.filter(({ state }) => isClosed(state));
  const { accountId, ...person } = known;
  return piece(
    [
      ...(login ? [recordOf(LearnerLoginRecord, login)] : []),
      recordOf(LearnerRecord, {
        ...person,
        version: 1,
        cohorts: known.cohorts.filter((one) => one === cohortId),
        formerCohorts: (known.formerCohorts ?? []).filter((one) => one === cohortId),
      }),
      ...(tokens ? [recordOf(SpentTokensRecord, tokens)] : []),
      ...given.flatMap(({ records }) => records),
      ...closed.map((one) => recordOf(SubmissionRecord, atRest(one))),
      ...cells.map((one) => recordOf(CellRecord, one)),
    ],
    {
      parts: closed.map(({ submissionId }) => submissionId),
      leftOut: submissions.flatMap((one) => (isClosed(one.state) ? [] : [one.submissionId])),
    },
  );
}

async function workOf(of: { assignmentId: string; learnerId: string }, table: Table) {
  const { assignmentId, learnerId } = of;
  const [submissions, decisions, hints] = await Promise.all([
    listAll(table, SubmissionRecord, { pk: submissionPartition(of), prefix: "" }),
    listAll(table, LearnerTermsRecord, { pk: termsPartition(of), prefix: "" }),
    listAll(table, SeenHintsRecord, { pk: `hints#${assignmentId}#${learnerId}`, prefix: "" }),
  ]);
  return {
    submissions,
    records: [
      ...decisions.map(({ dueAt, ...one }) => recordOf(LearnerTermsRecord, one)),
      ...hints.map((one) => recordOf(SeenHintsRecord, one)),
    ],
  };
}

/** Nobody has to look at it again: where it is restored, nothing is sent and nothing announced. */
function atRest({ dueAt, followUp, reminders, leaseUntil, ...submission }: Submission): Submission {
  return submission;
}

async function submission(
  cohortId: string,
  submissionId: string,
  { table, cursor }: Reading,
): Promise<ArchivePiece | undefined> {
  const key = parseSubmissionId(submissionId);
  const known = key && (await table.get(SubmissionRecord, key));
  if (known?.cohortId !== cohortId) return undefined;
  const pk = submissionId;
  const page = await table.list(EvidenceRecord, {
    ...{ pk, prefix: "evidence#", limit: evidencesPerPage },
    ...(cursor === undefined ? {} : { cursor }),
  });
  const evidences = page.items.map((one) => recordOf(EvidenceRecord, one));
  if (cursor !== undefined) return piece(evidences, { cursor: page.cursor });
  const { assignmentId } = known;
  const [answers, grades, inquiries, unmarked] = await Promise.all([
    listAll(table, SubmittedAnswersRecord, { pk, prefix: "answers#" }),
    listAll(table, GradeRecord, { pk, prefix: "grade#" }),
    listAll(table, InquiryRecord, { pk, prefix: "inquiry#" }),
    table.get(UnmarkedRecord, { assignmentId, place: placeOf(submissionId) }),
  ]);
  return piece(
    [
      ...answers.map((one) => recordOf(SubmittedAnswersRecord, one)),
      ...evidences,
      ...grades.map((one) => recordOf(GradeRecord, one)),
      ...inquiries.map((one) => recordOf(InquiryRecord, one)),
      ...(unmarked ? [recordOf(UnmarkedRecord, unmarked)] : []),
    ],
    { cursor: page.cursor },
  );
}
