import { EvidenceRecord } from "../../evidence/evidence.ts";
import { type Grade, GradeRecord } from "../../grading/grade.ts";
import { canonicalJson } from "../../json.ts";
import { listAll } from "../../storage/list-all.ts";
import type { Table } from "../../storage/table.ts";
import type { Hash } from "../../submissions/ports.ts";
import { hashOfGrade } from "../../submissions/replace-grade.ts";
import {
  type Submission,
  SubmissionRecord,
  submissionPartition,
} from "../../submissions/submission.ts";
import { auditChain } from "../audit-chain.ts";
import {
  hashOfTerms,
  type LearnerTerms,
  LearnerTermsRecord,
  termsPartition,
} from "../learner-terms.ts";
import { cellDiffers } from "./cell-audit.ts";

export type AuditProblemCode =
  | "grade.missing"
  | "grade.altered"
  | "grade.repeated"
  | "submission.differs"
  | "evidence.altered"
  | "terms.altered"
  | "terms.missing"
  | "cell.differs";

export interface AuditProblem {
  readonly code: AuditProblemCode;
  /** Of the submission, or `assignmentId` of the terms or the cell. */
  readonly at: string;
}

export interface LearnerAudit {
  /** SHA-256 of the heads of all chains up to the time. */
  readonly hash: string;
  /** The same up to the earlier time, where one was asked for. */
  readonly earlierHash?: string;
  /** Grades that were read and recomputed. */
  readonly grades: number;
  readonly problems: readonly AuditProblem[];
}

/** Id, version or grade id, hash; of a submission also its time, which decides how late it is. */
type Head = string[];

interface Chains {
  /** What was effective at a time; `undefined` where nothing was. */
  readonly headAt: (upTo: string) => Head | undefined;
  readonly grades: number;
  readonly problems: readonly AuditProblem[];
}

/**
 * Walks every chain of a learner: each submission's grades from the effective one back, and the
 * terms; and compares the cells with their folds. Later entries don't change what is said of an
 * earlier time, so the same time always has the same hash. Reads all submissions, grades and terms
 * of the learner in these assignments.
 */
export async function auditLearner(
  of: {
    readonly cohortId: string;
    readonly learnerId: string;
    readonly assignmentIds: readonly string[];
    readonly upTo: string;
    /** Of the seal before. */
    readonly earlier?: string | undefined;
  },
  deps: { readonly table: Table; readonly hash: Hash },
): Promise<LearnerAudit> {
  const { cohortId, learnerId, upTo, earlier } = of;
  const chains: Chains[] = [];
  const differing: AuditProblem[] = [];
  for (const assignmentId of [...of.assignmentIds].sort()) {
    const key = { assignmentId, learnerId };
    const [submissions, terms] = await Promise.all([
      listAll(deps.table, SubmissionRecord, { pk: submissionPartition(key), prefix: "" }),
      listAll(deps.table, LearnerTermsRecord, { pk: termsPartition(key), prefix: "" }),
    ]);
    chains.push(chainOfTerms(terms, { assignmentId, hash: deps.hash }));
    for (const submission of submissions) chains.push(await chainOfSubmission(submission, deps));
    if (await cellDiffers({ cohortId, ...key }, deps.table))
      differing.push({ code: "cell.differs", at: assignmentId });
  }
  const hashAt = (time: string) =>
    deps.hash(
      canonicalJson(chains.map(({ headAt }) => headAt(time)).filter((head) => head !== undefined)),
    );
  return {
    hash: hashAt(upTo),
    ...(earlier === undefined ? {} : { earlierHash: hashAt(earlier) }),
    grades: chains.reduce((sum, { grades }) => sum + grades, 0),
    problems: [...chains.flatMap(({ problems }) => problems), ...differing],
  };
}

async function chainOfSubmission(
  submission: Submission,
  { table, hash }: { readonly table: Table; readonly hash: Hash },
): Promise<Chains> {
  const { submissionId: at, submittedAt } = submission;
  const grades = await listAll(table, GradeRecord, { pk: at, prefix: "grade#" });
  const audit = auditChain(submission, grades, { hash });
  if (audit.status === "broken")
    return {
      headAt: () => undefined,
      grades: grades.length,
      problems: [{ code: audit.code, at }],
    };
  if (submission.effectiveGrade === undefined && saysSomething(submission))
    return { headAt: () => undefined, grades: 0, problems: [{ code: "submission.differs", at }] };
  const isWhole = (
    await Promise.all(audit.grades.map((grade) => hasItsEvidence(grade, table, hash)))
  ).every((is) => is);
  return {
    headAt: (upTo) => {
      const head = audit.grades.findLast((grade) => grade.at <= upTo);
      return head && [at, head.gradeId, hashOfGrade(head, hash), submittedAt];
    },
    grades: audit.grades.length,
    problems: isWhole ? [] : [{ code: "evidence.altered", at }],
  };
}

/** Results come from grades only. */
function saysSomething({ counts, points }: Submission): boolean {
  return counts === true || points !== undefined;
}

/** Evidence may be deleted, with a learner's personal data; it may not be another one. */
async function hasItsEvidence(
  { submissionId, evidenceClaim: claim, evidenceHash }: Grade,
  table: Table,
  hash: Hash,
): Promise<boolean> {
  if (claim === undefined || evidenceHash === undefined) return true;
  const evidence = await table.get(EvidenceRecord, { submissionId, claim });
  if (!evidence) return true;
  return evidence.hash === evidenceHash && hash(canonicalJson(evidence.facts)) === evidenceHash;
}

function chainOfTerms(
  terms: readonly LearnerTerms[],
  { assignmentId: at, hash }: { readonly assignmentId: string; readonly hash: Hash },
): Chains {
  const problems = terms.flatMap((each, index): AuditProblem[] => {
    const before = terms[index - 1];
    if (each.version !== index + 1) return [{ code: "terms.missing", at }];
    const isChained = each.previousHash === (before && hashOfTerms(before, hash));
    return isChained ? [] : [{ code: "terms.altered", at }];
  });
  return {
    headAt: (upTo) => {
      const head = terms.findLast((each) => each.at <= upTo);
      return head && [at, String(head.version), hashOfTerms(head, hash)];
    },
    grades: 0,
    problems,
  };
}
