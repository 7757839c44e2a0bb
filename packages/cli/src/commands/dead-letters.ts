import { listDeadLetters } from "@lab-grader/core/contracts/endpoints/operations";
import type { DeadLetterView } from "@lab-grader/core/views/phases";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { renderTable } from "../terminal/table.ts";

/** What the queues gave up. */
export const deadLettersCommand = defineCommand({
  name: "dead-letters",
  summary: "list what the queues gave up on a day, with its cause",
  example: "labgrader dead-letters --day 2026-01-31 --as instructor-01",
  flags: [
    { flags: "--day <day>", description: "in UTC; default today" },
    { flags: "--as <login>", description: "who you are; local system only" },
  ],
  input: z.strictObject({
    day: z
      .string()
      .regex(/^\d{4}-\d\d-\d\d$/, "a day, such as 2026-01-31")
      .optional(),
    as: Login.optional(),
  }),
  run: async ({ day, as }, context) => {
    const client = await connect(context, as);
    const letters: DeadLetterView[] = [];
    let cursor: string | undefined;
    do {
      const page = await client.call(listDeadLetters, { query: { day, cursor } });
      letters.push(...page.deadLetters);
      cursor = page.cursor;
    } while (cursor !== undefined);
    const { terminal } = context;
    const columns = [{ title: "sent" }, { title: "cause" }, { title: "submission or job" }];
    terminal.print({
      text: () =>
        letters.length === 0
          ? "No dead letters."
          : `${renderTable(
              columns,
              letters.map(({ at, cause, submissionId, jobId }) => [
                at.slice(0, 19).replace("T", " "),
                cause,
                submissionId ?? jobId ?? "",
              ]),
              terminal.marks,
            )}\n\nGrade a failed one again: labgrader redrive <submission> --reason "..."`,
      json: () => ({ deadLetters: letters }),
    });
    return exitCodes.ok;
  },
});
