import type { Client } from "@lab-grader/core/client";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import type { AssignmentSummary } from "@lab-grader/core/contracts/http";
import { usageError } from "../command-error.ts";

/** The argument of commands about an assignment that staff have given. */
export const assignmentArgument = {
  name: "<assignment>",
  description: "the assignment's id, or its lab where you gave it once",
} as const;

/**
 * An assignment by its id, or by its lab where there is only one.
 * @throws CommandError of kind `usage` where there is none, or more than one.
 */
export async function findGivenAssignment(
  client: Client,
  wanted: string,
): Promise<AssignmentSummary> {
  const { assignments } = await client.call(listAssignments, {});
  const found = assignments.filter(
    ({ assignmentId, labId }) => assignmentId === wanted || labId === wanted,
  );
  const [only, ...more] = found;
  if (only && more.length === 0) return only;
  const list = (some: readonly AssignmentSummary[]) =>
    some.map(({ assignmentId, labId, labVersion }) => `  ${assignmentId}   ${labId} ${labVersion}`);
  if (only)
    throw usageError(
      "usage.assignment_ambiguous",
      `Which assignment? Name one of them:\n${list(found).join("\n")}`,
    );
  const yours =
    assignments.length === 0 ? "You have none." : `You have:\n${list(assignments).join("\n")}`;
  throw usageError("usage.assignment_unknown", `You have no assignment "${wanted}". ${yours}`);
}
