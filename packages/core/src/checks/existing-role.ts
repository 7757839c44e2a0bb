import * as z from "zod";
import type { RoleReading } from "../facts/role.ts";
import { RoleName } from "../facts/role-params.ts";
import { defineReasons } from "../reasons/reason.ts";
import { everyLine, type Verdict } from "./check.ts";

/** Where every check of a role looks. */
export const RoleWhere = z.object({
  role: RoleName.describe("Name of the IAM role in the learner's account; a role without a path."),
});
export type RoleWhere = z.infer<typeof RoleWhere>;

/** The reasons of every check that stands on a role. */
export const roleReasons = defineReasons({
  "iam.role.missing": {
    short: 'no role "{role}"',
    found: "no IAM role of this name in the account",
    doNext: "Make the role, under exactly this name and without a path.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create.html",
    isAbsence: true,
  },
});

/** The role, or the verdict where there is none to look at. */
export function existingRole(
  reading: RoleReading,
  { role }: RoleWhere,
  expect: object,
):
  | { readonly role: Extract<RoleReading, { exists: true }>; readonly verdict?: never }
  | { readonly role?: never; readonly verdict: Verdict } {
  if (reading.exists) return { role: reading };
  const reason: keyof typeof roleReasons = "iam.role.missing";
  const line = { met: false, reason, params: { role } } as const;
  return { verdict: { kind: "judged", lines: everyLine(expect, line), by: ["role"] } };
}
