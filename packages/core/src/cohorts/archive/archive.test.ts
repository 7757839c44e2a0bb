import { describe, expect, it } from "vitest";
import { EvidenceRecord } from "../../evidence/evidence.ts";
import { auditChain } from "../../gradebook/audit-chain.ts";
import { type LearnerTerms, LearnerTermsRecord } from "../../gradebook/learner-terms.ts";
import { GradeRecord } from "../../grading/grade.ts";
import { JsonObject } from "../../json.ts";
import { LabVersionRecord } from "../../lab/lab-version.ts";
import { publishedLabs } from "../../lab/listed-lab.ts";
import { StoredLabRecord } from "../../lab/stored-lab.ts";
import { type Inquiry, InquiryIdRecord, InquiryRecord } from "../../review/inquiry.ts";
import { listAll } from "../../storage/list-all.ts";
import { memoryTable } from "../../storage/memory-table.ts";
import type { Table } from "../../storage/table.ts";
import { hashOfGrade } from "../../submissions/replace-grade.ts";
import { SubmissionRecord } from "../../submissions/submission.ts";
import { SubmittedAnswersRecord } from "../../submissions/submitted-answers.ts";
import {
  aBinding,
  aCohort,
  aGrade,
  aLearner,
  anAssignment,
  anEnrolment,
  anEvidence,
  aSubmission,
  shortHash,
} from "../../testing.ts";
import { AccountBindingRecord } from "../account-binding.ts";
import { AssignmentRecord } from "../assignment.ts";
import { CohortRecord } from "../cohort.ts";
import { CohortAssignmentRecord, cohortAssignmentOf } from "../cohort-assignment.ts";
import { EnrolmentRecord } from "../enrolment.ts";
import { eraseLearner } from "../erase-learner.ts";
import { LearnerLoginRecord, LearnerRecord } from "../learner.ts";
import { StaffCohortRecord } from "../staff-cohort.ts";
import type { ArchiveRecord } from "./archive-record.ts";
import { firstPart, readArchive } from "./read-archive.ts";
import { restoreRecords } from "./restore-archive.ts";

const now = () => "2026-03-02T00:00:00.000Z";
const first = aGrade();
const second = aGrade({
  ...{ gradeId: "grd_000000000002", cause: "overridden", by: "instructor-01", reason: "seen" },
  ...{ previousGrade: first.gradeId, previousHash: hashOfGrade(first, shortHash), points: "30" },
});
const graded = aSubmission({
  ...{ state: "graded", claim: 1, counts: true, effectiveGrade: second.gradeId },
  ...{ points: "30", judgedPoints: "40", maxPoints: "40", hasAnswers: true },
  ...{ followUp: true, dueAt: "2026-03-01T12:00:00.000Z" },
});
const open = aSubmission({ number: 2 });

const inquiry: Inquiry = {
  ...{ inquiryId: "inq_000000000001", cohortId: aCohort().cohortId, number: 1, state: "open" },
  ...{ assignmentId: graded.assignmentId, learnerId: graded.learnerId, criterion: "recoverable" },
  ...{ submissionId: graded.submissionId, gradeId: second.gradeId, text: "please look again" },
  askedAt: now(),
};

const decision: LearnerTerms = {
  ...{ cohortId: aCohort().cohortId, assignmentId: graded.assignmentId },
  ...{ learnerId: graded.learnerId, version: 1, by: "instructor-01", at: now(), reason: "ill" },
  excused: true,
};
/** A cohort with a learner, a submission with two grades, and one that is on its way. */
async function aClass(): Promise<Table> {
  const table = memoryTable();
  const { login, learnerId } = aLearner();
  await table.put(CohortRecord, aCohort());
  await table.put(AssignmentRecord, anAssignment());
  await table.put(CohortAssignmentRecord, cohortAssignmentOf(anAssignment()));
  await table.put(LearnerRecord, aLearner());
  await table.put(LearnerLoginRecord, { login, learnerId });
  await table.put(AccountBindingRecord, aBinding());
  await table.put(EnrolmentRecord, anEnrolment({ email: "one@example.edu" }));
  for (const submission of [graded, open]) await table.put(SubmissionRecord, submission);
  for (const grade of [first, second]) await table.put(GradeRecord, grade);
  for (const claim of [1, 2, 3, 4, 5, 6])
    await table.put(EvidenceRecord, anEvidence({ submissionId: graded.submissionId, claim }));
  const { submissionId, bodyHash } = graded;
  await table.put(SubmittedAnswersRecord, { submissionId, bodyHash, answers: { why: "because" } });
  await table.put(InquiryRecord, inquiry);
  await table.put(LearnerTermsRecord, decision);
  return table;
}

async function archiveOf(table: Table, cohort = aCohort()) {
  const parts = [firstPart];
  const records: ArchiveRecord[] = [];
  const leftOut: string[] = [];
  for (let part = parts.shift(); part !== undefined; part = parts.shift()) {
    let cursor: string | undefined;
    do {
      const piece = await readArchive(cohort, part, { table, cursor });
      records.push(...(piece?.records ?? []));
      parts.push(...(piece?.parts ?? []));
      leftOut.push(...(piece?.leftOut ?? []));
      cursor = piece?.cursor;
    } while (cursor !== undefined);
  }
  return { records, leftOut };
}

/** The cohort that is restored. */
function scopeIn(table: Table) {
  return { cohortId: aCohort().cohortId, table };
}

async function chainIn(table: Table) {
  const submission = await table.get(SubmissionRecord, graded);
  const grades = await listAll(table, GradeRecord, { pk: graded.submissionId, prefix: "grade#" });
  return submission && auditChain(submission, grades, { hash: shortHash });
}

describe("the archive of a cohort", () => {
  it("restores into an empty table with its ids, and the chains of its grades are whole", async () => {
    const { records } = await archiveOf(await aClass());
    const restored = memoryTable();

    const result = await restoreRecords(records, scopeIn(restored));

    expect(result).toEqual({ status: "restored", written: records.length, same: 0 });
    expect(await chainIn(restored)).toMatchObject({ status: "whole", grades: [first, second] });
    expect((await archiveOf(restored)).records).toEqual(records);
    const login = "instructor-01";
    expect(
      await restored.get(StaffCohortRecord, { login, cohortId: aCohort().cohortId }),
    ).toBeDefined();
    expect((await restored.get(LearnerRecord, aLearner()))?.cohorts).toEqual([aCohort().cohortId]);
    expect(await restored.get(InquiryIdRecord, inquiry)).toBeDefined();
    const { pk, prefix } = { pk: graded.submissionId, prefix: "evidence#" };
    expect(await listAll(restored, EvidenceRecord, { pk, prefix })).toHaveLength(6);
  });

  it("brings the lab along, with its sheet and its place in the list of labs", async () => {
    const table = await aClass();
    const digest = "a".repeat(64);
    const { labId, labVersion: version } = anAssignment();
    await table.put(AssignmentRecord, anAssignment({ labDigest: digest }));
    const lab = { digest, labId, version, source: {}, sheet: "# Do this" };
    await table.put(StoredLabRecord, lab);
    const published = { publishedAt: now(), publishedBy: "instructor-01", title: "A lab" };
    await table.put(LabVersionRecord, { labId, version, digest, ...published });
    const restored = memoryTable();

    await restoreRecords((await archiveOf(table)).records, scopeIn(restored));

    expect(await restored.get(StoredLabRecord, { digest })).toEqual(lab);
    expect(await publishedLabs(restored)).toMatchObject([{ labId, title: "A lab" }]);
  });

  it("can be restored again, in any order, and changes nothing", async () => {
    const { records } = await archiveOf(await aClass());
    const restored = memoryTable();
    await restoreRecords(records.toReversed().slice(3), scopeIn(restored));

    const again = await restoreRecords(records, scopeIn(restored));

    expect(again).toEqual({ status: "restored", written: 3, same: records.length - 3 });
  });

  it("leaves out what is on its way, and names it; nothing of it comes due", async () => {
    const { records, leftOut } = await archiveOf(await aClass());
    const restored = memoryTable();
    await restoreRecords(records, scopeIn(restored));

    expect(leftOut).toEqual([open.submissionId]);
    expect(await restored.get(SubmissionRecord, open)).toBeUndefined();
    expect((await restored.listDue({ dueBefore: "9999", limit: 9 })).items).toEqual([]);
  });

  it("holds nothing that opens an account", async () => {
    const { records } = await archiveOf(await aClass());

    expect(JSON.stringify(records)).not.toContain(aBinding().externalId);
  });

  it("replaces nothing, and names the line that something else is in the place of", async () => {
    const { records } = await archiveOf(await aClass());
    const other = memoryTable();
    await other.put(LearnerLoginRecord, { login: "learner-01", learnerId: "lrn_000000000009" });

    expect(await restoreRecords(records, scopeIn(other))).toMatchObject({
      status: "conflict",
      kind: "login",
    });
    expect(await other.get(LearnerLoginRecord, { login: "learner-01" })).toMatchObject({
      learnerId: "lrn_000000000009",
    });
  });

  it("is refused before the first write where a line can't be read", async () => {
    const { records } = await archiveOf(await aClass());
    const restored = memoryTable();
    const bad = { kind: "grade", value: { gradeId: 1 } };

    expect(await restoreRecords([...records, bad], scopeIn(restored))).toEqual({
      ...{ status: "invalid", at: records.length, kind: "grade" },
    });
    expect(await restored.get(CohortRecord, aCohort())).toBeUndefined();
  });

  it.each([
    ["enrolment", { cohortId: "coh_000000000009" }],
    ["learner", { cohorts: ["coh_000000000009"] }],
    ["grade", { submissionId: "sub_000000000009.000000000001.build.0001" }],
    ["submission", { assignmentId: "asg_000000000009" }],
    ["submission", { comparedWith: { build: "sub_000000000009.000000000001.build.0001" } }],
    ["submission", { keptTimeOf: "sub_000000000009.000000000001.build.0001" }],
    ["decision", { assignmentId: "asg_000000000009" }],
  ])("writes nothing of an archive with a %s of another cohort: %j", async (kind, values) => {
    const { records } = await archiveOf(await aClass());
    const restored = memoryTable();
    const foreign = { assignmentId: "asg_000000000009", cohortId: "coh_000000000009" } as const;
    await restored.put(AssignmentRecord, anAssignment(foreign));
    const line = records.find((one) => one.kind === kind)?.value;
    const forged = { kind, value: { ...JsonObject.parse(line), ...values } };

    const result = await restoreRecords([...records, forged], scopeIn(restored));

    expect(result).toEqual({ status: "foreign", at: records.length, kind });
    expect(await restored.get(CohortRecord, aCohort())).toBeUndefined();
  });

  it("has no parts of other cohorts", async () => {
    const table = await aClass();
    const other = aCohort({ cohortId: "coh_000000000009" });

    for (const part of [graded.submissionId, graded.learnerId, graded.assignmentId, "x"])
      expect(await readArchive(other, part, { table, cursor: undefined })).toBeUndefined();
  });
});

describe("eraseLearner", () => {
  const by = { by: "admin-01", reason: "asked for it" };

  it("removes who the learner was, and keeps the grades whole", async () => {
    const table = await aClass();
    await table.update(SubmissionRecord, open, { state: "canceled" }, { all: [] });

    const step = await eraseLearner(aLearner(), by, { table, now });

    expect(step).toEqual({ submissions: 2, isLeft: false });
    expect(await chainIn(table)).toMatchObject({ status: "whole", grades: [first, second] });
    const { records } = await archiveOf(table);
    const text = JSON.stringify(records);
    for (const gone of ["learner-01", "one@example.edu", "because", "look again", graded.accountId])
      expect(text.replaceAll("grader", "")).not.toContain(gone);
    expect(await table.get(LearnerLoginRecord, aLearner())).toBeUndefined();
    expect(
      await listAll(table, EvidenceRecord, { pk: graded.submissionId, prefix: "evidence#" }),
    ).toEqual([]);
  });

  it("says that something is left while a submission is on its way, and ends later", async () => {
    const table = await aClass();
    const begun = await eraseLearner(aLearner(), by, { table, now });
    const learner = await table.get(LearnerRecord, aLearner());
    await table.update(SubmissionRecord, open, { state: "canceled" }, { all: [] });

    const ended = learner && (await eraseLearner(learner, by, { table, now }));

    expect(begun).toEqual({ submissions: 1, isLeft: true });
    expect(ended).toEqual({ submissions: 1, isLeft: false });
    expect(await table.get(LearnerRecord, aLearner())).toMatchObject({
      ...{ login: "erased-000000000001", cohorts: [], erased: { ...by, at: now() } },
    });
  });
});
