import { type CheckDescription, describeCheck } from "@lab-grader/core/checks/describe-check";
import { findCheck } from "@lab-grader/core/checks/find-check";
import { allChecks } from "@lab-grader/core/checks/registry.generated";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { checkListText, checkText } from "../labs/check-text.ts";

/** What a rubric can ask. */
export const checkCommand = defineCommand({
  name: "check",
  summary: "list what a rubric can ask, or show one check with its parameters",
  example: "labgrader check dynamodb.point-in-time-recovery",
  arguments: [{ name: "[kind]", description: "of the check; without it, all of them" }],
  input: z.strictObject({ kind: z.string().min(1).optional() }),
  run: async ({ kind }, { terminal }) => {
    if (kind === undefined) {
      terminal.print({
        text: () => checkListText(allChecks, terminal),
        json: () => ({
          checks: allChecks.map((one) => ({ kind: one.kind, summary: one.summary })),
        }),
      });
      return exitCodes.ok;
    }
    const description = getDescription(kind);
    terminal.print({
      text: () => checkText(description, terminal),
      json: () => description,
    });
    return exitCodes.ok;
  },
});

/** @throws CommandError of kind `usage` with the nearest kind that exists. */
function getDescription(kind: string): CheckDescription {
  const found = findCheck(kind);
  if (found.found) return describeCheck(found.check);
  const hint = found.similar ? ` Did you mean ${found.similar}?` : "";
  throw usageError(
    "usage.check_unknown",
    `No check is called ${kind}.${hint} labgrader check lists them all.`,
  );
}
