import { LabVersion, LabVersionRecord } from "../../lab/lab-version.ts";
import { ListedLabRecord } from "../../lab/listed-lab.ts";
import {
  CohortInquiryRecord,
  Inquiry,
  InquiryIdRecord,
  InquiryRecord,
  LearnerInquiryRecord,
  placeOfInquiry,
} from "../../review/inquiry.ts";
import type { Table } from "../../storage/table.ts";
import { Cohort, CohortRecord } from "../cohort.ts";
import { joinCohorts } from "../enrolling.ts";
import { Learner, LearnerRecord } from "../learner.ts";
import { ListedCohortRecord } from "../listed-cohort.ts";
import { StaffCohortRecord } from "../staff-cohort.ts";
import { type ArchiveRecord, archivedKinds } from "./archive-record.ts";
import { findForeign } from "./foreign-records.ts";

export type RestoredRecords =
  | { readonly status: "restored"; readonly written: number; readonly same: number }
  /** This line is none of an archive; nothing was written. */
  | { readonly status: "invalid"; readonly at: number; readonly kind: string }
  /** This line is of another cohort; nothing was written. */
  | { readonly status: "foreign"; readonly at: number; readonly kind: string }
  /** Something else is in the place of this line, and stays; lines before it may be written. */
  | { readonly status: "conflict"; readonly at: number; readonly kind: string };

/** Lines at the same time, within the 50 connections of the table's client. */
const atOnce = 25;

/**
 * Writes lines of a cohort's archive where nothing is yet. Repeatable, in any order; what is there
 * already is compared, and never replaced.
 */
export async function restoreRecords(
  records: readonly ArchiveRecord[],
  { cohortId, table }: { readonly cohortId: string; readonly table: Table },
): Promise<RestoredRecords> {
  const steps = records.map(({ kind, value }) => archivedKinds.get(kind)?.read(value));
  const invalid = steps.indexOf(undefined);
  if (invalid >= 0) return { status: "invalid", at: invalid, kind: records[invalid]?.kind ?? "" };
  const foreign = await findForeign(records, { cohortId, table });
  if (foreign >= 0) return { status: "foreign", at: foreign, kind: records[foreign]?.kind ?? "" };

  let written = 0;
  for (let from = 0; from < steps.length; from += atOnce) {
    const results = await Promise.all(
      steps.slice(from, from + atOnce).map(async (write) => await write?.(table)),
    );
    const differing = results.indexOf("differs");
    if (differing >= 0) {
      const at = from + differing;
      return { status: "conflict", at, kind: records[at]?.kind ?? "" };
    }
    written += results.filter((one) => one === "written").length;
  }
  for (const record of records) await writeWays(record, table);
  return { status: "restored", written, same: records.length - written };
}

/** What leads to a cohort, a lab, a learner or an inquiry lies in other places than they do. */
async function writeWays({ kind, value }: ArchiveRecord, table: Table): Promise<void> {
  if (kind === CohortRecord.kind) {
    const { cohortId, staff } = Cohort.parse(value);
    await table.put(ListedCohortRecord, { cohortId });
    await Promise.all(staff.map(({ login }) => table.put(StaffCohortRecord, { login, cohortId })));
  }
  if (kind === LabVersionRecord.kind) {
    const { labId } = LabVersion.parse(value);
    await table.put(ListedLabRecord, { labId });
  }
  if (kind === InquiryRecord.kind) {
    const inquiry = Inquiry.parse(value);
    const place = placeOfInquiry(inquiry);
    await table.put(InquiryIdRecord, place);
    await table.put(LearnerInquiryRecord, place);
    await table.put(CohortInquiryRecord, { ...place, state: inquiry.state });
  }
  if (kind === LearnerRecord.kind) await joinCohorts(Learner.parse(value), table);
}
