import type { Client } from "@lab-grader/core/client";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import type { AssignmentSummary } from "@lab-grader/core/contracts/http";
import { usageError } from "../command-error.ts";

/**
 * The assignment that is meant: the given one, else the only open one of the lab.
 * @throws CommandError of kind `usage` where there is none, or more than one.
 */
export async function findAssignment(
  client: Client,
  wanted: { readonly lab: string; readonly assignment?: string | undefined },
): Promise<AssignmentSummary> {
  const { assignments } = await client.call(listAssignments, {
    query: { lab: wanted.lab },
  });
  const named = assignments.find(({ assignmentId }) => assignmentId === wanted.assignment);
  if (named) return named;
  if (wanted.assignment !== undefined) {
    throw usageError(
      "usage.assignment_unknown",
      `You have no assignment ${wanted.assignment} of the lab "${wanted.lab}".`,
    );
  }
  const open = assignments.filter(({ isOpen }) => isOpen);
  const [only, ...more] = open;
  if (only && more.length === 0) return only;
  if (only) {
    const lines = open.map(
      ({ assignmentId, labVersion, closesAt }) =>
        `  --assignment ${assignmentId}   version ${labVersion}, open until ${closesAt.slice(0, 10)}`,
    );
    throw usageError(
      "usage.assignment_ambiguous",
      `You have ${open.length} open assignments of ${wanted.lab}. Name one of them:\n${lines.join("\n")}`,
    );
  }
  const closed = assignments.length > 0 ? "; what you had is not open now" : "";
  throw usageError(
    "usage.assignment_none",
    `You have no open assignment of the lab "${wanted.lab}"${closed}.`,
  );
}
