import * as z from "zod";
import { CohortId, Instant } from "../ids.ts";
import { defineRecord } from "../storage/table.ts";

/**
 * What a member of staff is in one cohort. An `instructor` does everything; an `assistant` reads,
 * marks and hints, but changes neither the roster nor rules nor what counts.
 */
export const StaffRole = z.enum(["instructor", "assistant"]);
export type StaffRole = z.infer<typeof StaffRole>;

/** The most people who run one cohort. */
export const largestStaff = 50;

/** A login as the sign-in writes it; compared as it is written, letter case too. */
export const Login = z
  .string()
  .regex(
    /^[\x21-\x7e]{1,128}$/,
    "a login: 1 to 128 letters, digits and signs without spaces, as people sign in",
  );

export const StaffMember = z.strictObject({ login: Login, role: StaffRole });
export type StaffMember = z.infer<typeof StaffMember>;

export const CohortName = z.string().trim().min(1).max(100);

/** Learners who do labs together, and the people who run them. */
export const Cohort = z.strictObject({
  cohortId: CohortId,
  name: CohortName,
  /** Counts the changes of this cohort. */
  version: z.int().min(1),
  /** Who runs it, at least one instructor. */
  staff: z.array(StaffMember).max(largestStaff),
  startsAt: Instant,
  /** The accounts of its learners are not opened after the end of the last of their cohorts. */
  endsAt: Instant,
  /** For each learner, to be spent on late submissions of any of its assignments; absent: none. */
  lateTokens: z.int().min(0).max(100).optional(),
});
export type Cohort = z.infer<typeof Cohort>;

export const CohortRecord = defineRecord({
  kind: "cohort",
  schema: Cohort,
  key: (key: { cohortId: string }) => ({ pk: key.cohortId, sk: "cohort" }),
});

/** What somebody wants to do in a cohort. */
export type StaffRight = "read" | "mark" | "manage";

const rightsOf: Readonly<Record<StaffRole, readonly StaffRight[]>> = {
  instructor: ["read", "mark", "manage"],
  assistant: ["read", "mark"],
};

/** Whether somebody's role in this cohort lets them; false for people who are not its staff. */
export function hasRight(
  { staff }: Pick<Cohort, "staff">,
  login: string,
  right: StaffRight,
): boolean {
  const member = staff.find((one) => one.login === login);
  return member !== undefined && rightsOf[member.role].includes(right);
}
