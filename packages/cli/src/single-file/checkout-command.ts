import * as z from "zod";
import { type Command, defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";

/** A command that `labgrader.mjs` knows by name only: whatever is typed, it says where it runs. */
export function checkoutCommand(name: string, why: string): Command {
  const example = `npx labgrader ${name}`;
  return {
    ...defineCommand({
      name,
      summary: `in a checkout of Lab Grader only: ${why}`,
      example,
      input: z.unknown(),
      run: async () => {
        throw usageError(
          "usage.needs_checkout",
          `labgrader ${name} needs a checkout of Lab Grader: ${why}. There, after npm ci, type: ${example}`,
        );
      },
    }),
    isElsewhere: true,
  };
}
