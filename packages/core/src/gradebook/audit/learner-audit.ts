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

export type AuditProblemCode =
  | "grade.missing"
  | "grade.altered"
  | "grade.repeated"
  | "submission.differs"
  | "evidence.altered"
  | "terms.altered"
  | "terms.missing";

export interface AuditProblem {
  readonly code: AuditProblemCode;
  /** Of the submission, or `assignmentId` of the terms. */
  readonly at: string;
}

export interface LearnerAudit {
  /** SHA-256 of the heads of all chains up to the time. */
  readonly hash: string;
  /** Grades that were read and recomputed. */
  readonly grades: number;
  readonly problems: readonly AuditProblem[];
}

interface Chains {
  /** `[id, version or grade id, hash]` of what was effective at the time. */
  readonly heads: readonly (readonly [string, string, string])[];
  readonly grades: number;
  readonly problems: readonly AuditProblem[];
}

/**
 * Walks every chain of a learner: each submission's grades from the effective one back, and the
 * terms. Later entries don't change what is said of an earlier time, so the same time always has
 * the same hash. Reads all submissions, grades and terms of the learner in these assignments.
 */
export async function auditLearner(
  of: {
    readonly learnerId: string;
    readonly assignmentIds: readonly string[];
    readonly upTo: string;
  },
  deps: { readonly table: Table; readonly hash: Hash },
): Promise<LearnerAudit> {
  const { learnerId, upTo } = of;
  const chains: Chains[] = [];
  for (const assignmentId of [...of.assignmentIds].sort()) {
    const key = { assignmentId, learnerId };
    const [submissions, terms] = await Promise.all([
      listAll(deps.table, SubmissionRecord, { pk: submissionPartition(key), prefix: "" }),
      listAll(deps.table, LearnerTermsRecord, { pk: termsPartition(key), prefix: "" }),
    ]);
    chains.push(chainOfTerms(terms, { assignmentId, upTo, hash: deps.hash }));
    for (const submission of submissions)
      chains.push(await chainOfSubmission(submission, upTo, deps));
  }
  return {
    hash: deps.hash(canonicalJson(chains.flatMap(({ heads }) => heads))),
    grades: chains.reduce((sum, { grades }) => sum + grades, 0),
    problems: chains.flatMap(({ problems }) => problems),
  };
}

async function chainOfSubmission(
  submission: Submission,
  upTo: string,
  { table, hash }: { readonly table: Table; readonly hash: Hash },
): Promise<Chains> {
  const { submissionId: at } = submission;
  const grades = await listAll(table, GradeRecord, { pk: at, prefix: "grade#" });
  const audit = auditChain(submission, grades, { hash });
  if (audit.status === "broken")
    return { heads: [], grades: grades.length, problems: [{ code: audit.code, at }] };
  const head = audit.grades.findLast((grade) => grade.at <= upTo);
  const isWhole = (
    await Promise.all(audit.grades.map((grade) => hasItsEvidence(grade, table, hash)))
  ).every((is) => is);
  return {
    heads: head ? [[at, head.gradeId, hashOfGrade(head, hash)]] : [],
    grades: audit.grades.length,
    problems: isWhole ? [] : [{ code: "evidence.altered", at }],
  };
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
  { assignmentId: at, upTo, hash }: { assignmentId: string; upTo: string; hash: Hash },
): Chains {
  const problems = terms.flatMap((each, index): AuditProblem[] => {
    const before = terms[index - 1];
    if (each.version !== index + 1) return [{ code: "terms.missing", at }];
    const isChained = each.previousHash === (before && hashOfTerms(before, hash));
    return isChained ? [] : [{ code: "terms.altered", at }];
  });
  const head = terms.findLast((each) => each.at <= upTo);
  return {
    heads: head ? [[at, String(head.version), hashOfTerms(head, hash)]] : [],
    grades: 0,
    problems,
  };
}
