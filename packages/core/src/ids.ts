import * as z from "zod";

/** Crockford's base 32 in lower case: no i, l, o, u. */
const crockford = "0123456789abcdefghjkmnpqrstvwxyz";
const twelve = `[${crockford}]{12}`;

export const AssignmentId = z
  .string()
  .regex(new RegExp(`^asg_${twelve}$`), "an assignment id: asg_ and 12 characters");
export const LearnerId = z
  .string()
  .regex(new RegExp(`^lrn_${twelve}$`), "a learner id: lrn_ and 12 characters");
export const CohortId = z
  .string()
  .regex(new RegExp(`^coh_${twelve}$`), "a cohort id: coh_ and 12 characters");
/** Unique for each grade; also the id of the event that announces it. */
export const GradeId = z
  .string()
  .regex(new RegExp(`^grd_${twelve}$`), "a grade id: grd_ and 12 characters");
/** Of work in the background: a verification, a regrade. */
export const JobId = z
  .string()
  .regex(new RegExp(`^job_${twelve}$`), "a job id: job_ and 12 characters");
/** Of calls that a learner signs for one submission. */
export const SignedSessionId = z
  .string()
  .regex(new RegExp(`^sgn_${twelve}$`), "a signed session's id: sgn_ and 12 characters");
/** Of a grade inquiry. */
export const InquiryId = z
  .string()
  .regex(new RegExp(`^inq_${twelve}$`), "an inquiry id: inq_ and 12 characters");
export const StageId = z
  .string()
  .regex(
    /^(?!constructor$)[a-z][a-z0-9-]{0,15}$/,
    "a stage id: at most 16 lower-case letters, digits and hyphens",
  );
export const AccountId = z.string().regex(/^\d{12}$/, "an AWS account id: 12 digits");
export const Region = z
  .string()
  .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region, such as us-east-1");
/** ISO-8601 in UTC with milliseconds, so that text order is time order. */
export const Instant = z
  .string()
  .regex(
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/,
    "a time in UTC, such as 2026-01-31T12:00:00.000Z",
  );
export const SubmissionId = z
  .string()
  .regex(
    new RegExp(`^sub_${twelve}\\.${twelve}\\.[a-z][a-z0-9-]{0,15}\\.\\d{4,}$`),
    "a submission id: sub_….….stage.number",
  );

export interface SubmissionKey {
  readonly assignmentId: string;
  readonly learnerId: string;
  readonly stage: string;
  /** Counts the submissions of this learner, assignment and stage, from 1. */
  readonly number: number;
}

/**
 * The submission id encodes the key, so no index is needed to find its item. At most 64
 * characters: it is also the RoleSessionName in the learner's CloudTrail.
 */
export function submissionIdOf(key: SubmissionKey): string {
  const assignment = key.assignmentId.slice("asg_".length);
  const learner = key.learnerId.slice("lrn_".length);
  return `sub_${assignment}.${learner}.${key.stage}.${paddedNumber(key.number)}`;
}

/** `undefined` when the text is not a submission id. */
export function parseSubmissionId(submissionId: string): SubmissionKey | undefined {
  if (!SubmissionId.safeParse(submissionId).success) return undefined;
  const [assignment = "", learner = "", stage = "", number = ""] = submissionId
    .slice("sub_".length)
    .split(".");
  return {
    assignmentId: `asg_${assignment}`,
    learnerId: `lrn_${learner}`,
    stage,
    number: Number(number),
  };
}

/** Four digits keep the text order of sort keys the order of numbers. */
export function paddedNumber(number: number): string {
  return String(number).padStart(4, "0");
}

/** `asg_`, `lrn_`, `coh_`, `grd_` … and 12 characters of the given randomness (at least 8 bytes). */
export function idFrom(prefix: string, randomBytes: Uint8Array): string {
  let bits = 0n;
  for (const byte of randomBytes.slice(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let text = "";
  for (let place = 0; place < 12; place += 1) {
    text += crockford[Number(bits & 31n)];
    bits >>= 5n;
  }
  return `${prefix}_${text}`;
}
