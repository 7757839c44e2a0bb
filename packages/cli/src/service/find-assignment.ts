import type { Client } from "@lab-grader/core/client";
import { usageError } from "../command-error.ts";

/**
 * The assignment that is meant: the given one, else the only open one of the lab.
 * @throws CommandError of kind `usage` where there is none, or more than one.
 */
export async function findAssignmentId(
  client: Client,
  wanted: { readonly lab: string; readonly assignment?: string | undefined },
): Promise<string> {
  if (wanted.assignment !== undefined) return wanted.assignment;
  const { assignments } = await client.listAssignments({ lab: wanted.lab });
  const open = assignments.filter(({ isOpen }) => isOpen);
  const [only, ...more] = open;
  if (only && more.length === 0) return only.assignmentId;
  if (only) {
    const named = open.map(
      ({ assignmentId, labVersion, closesAt }) =>
        `  --assignment ${assignmentId}   version ${labVersion}, open until ${closesAt.slice(0, 10)}`,
    );
    throw usageError(
      "usage.assignment_ambiguous",
      `You have ${open.length} open assignments of ${wanted.lab}. Name one of them:\n${named.join("\n")}`,
    );
  }
  const closed = assignments.length > 0 ? "; what you had is not open now" : "";
  throw usageError(
    "usage.assignment_none",
    `You have no open assignment of the lab "${wanted.lab}"${closed}.`,
  );
}
