import * as z from "zod";
import { EvidenceRecord } from "../../evidence/evidence.ts";
import { SealRecord } from "../../gradebook/audit/seal.ts";
import { CellRecord } from "../../gradebook/cell.ts";
import { SpentTokensRecord } from "../../gradebook/late-tokens.ts";
import { LearnerTermsRecord } from "../../gradebook/learner-terms.ts";
import { GradeRecord } from "../../grading/grade.ts";
import { canonicalJson, Json } from "../../json.ts";
import { LabVersionRecord } from "../../lab/lab-version.ts";
import { StoredLabRecord } from "../../lab/stored-lab.ts";
import { InquiryRecord } from "../../review/inquiry.ts";
import { UnmarkedRecord } from "../../review/unmarked.ts";
import type { RecordKind, Table } from "../../storage/table.ts";
import { SeenHintsRecord } from "../../submissions/hints.ts";
import { SubmissionRecord } from "../../submissions/submission.ts";
import { SubmittedAnswersRecord } from "../../submissions/submitted-answers.ts";
import { AssignmentRecord } from "../assignment.ts";
import { CohortRecord } from "../cohort.ts";
import { CohortAssignmentRecord } from "../cohort-assignment.ts";
import { EnrolmentRecord } from "../enrolment.ts";
import { LearnerLoginRecord, LearnerRecord } from "../learner.ts";

/** One line of an archive: an item as it lies in the table. */
export const ArchiveRecord = z.strictObject({ kind: z.string().max(40), value: Json });
export type ArchiveRecord = z.infer<typeof ArchiveRecord>;

/** What became of a line. `differs`: something else is there, and stays. */
export type Restored = "written" | "same" | "differs";

/** A kind of item that an archive holds. */
export interface ArchivedKind {
  readonly kind: string;
  /** `undefined` where the value is none of this kind; else what writes it. */
  readonly read: (value: Json) => ((table: Table) => Promise<Restored>) | undefined;
}

/**
 * Everything that a cohort is made of. Not among it: what opens learners' accounts, secrets of
 * links and tokens, jobs.
 */
export const archivedKinds: ReadonlyMap<string, ArchivedKind> = new Map(
  [
    archived(CohortRecord),
    archived(StoredLabRecord),
    // Who published it, and when, is the business of each deployment.
    archived(LabVersionRecord, (there, value) => there.digest === value.digest),
    archived(AssignmentRecord),
    archived(CohortAssignmentRecord),
    archived(LearnerLoginRecord),
    // The cohorts of a learner follow: restore-archive.ts.
    archived(LearnerRecord, (there, value) => there.login === value.login),
    archived(EnrolmentRecord),
    archived(SpentTokensRecord),
    archived(LearnerTermsRecord),
    archived(SeenHintsRecord),
    archived(SubmissionRecord),
    archived(SubmittedAnswersRecord),
    archived(EvidenceRecord),
    archived(GradeRecord),
    archived(InquiryRecord),
    archived(UnmarkedRecord),
    archived(CellRecord),
    archived(SealRecord),
  ].map((one) => [one.kind, one]),
);

/** A line of an archive. */
export function recordOf<Value extends object, KeyFields extends object>(
  { kind }: RecordKind<Value, KeyFields>,
  value: Value,
): ArchiveRecord {
  return { kind, value: Json.parse(JSON.parse(JSON.stringify(value))) };
}

function archived<Value extends KeyFields, KeyFields extends object>(
  record: RecordKind<Value, KeyFields>,
  isSame: (there: Value, value: Value) => boolean = (there, value) =>
    canonicalJson(there) === canonicalJson(value),
): ArchivedKind {
  return {
    kind: record.kind,
    read: (json) => {
      const parsed = record.schema.safeParse(json);
      if (!parsed.success) return undefined;
      const value = parsed.data;
      return async (table) => {
        if (await table.put(record, value, { itemIsAbsent: true })) return "written";
        const there = await table.get(record, value);
        return there && isSame(there, value) ? "same" : "differs";
      };
    },
  };
}
