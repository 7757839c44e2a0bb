import { listCohorts } from "@lab-grader/core/contracts/endpoints/cohorts";
import * as z from "zod";
import { dateText } from "../cohorts/cohort-text.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { renderTable } from "../terminal/table.ts";

/** The cohorts that the caller runs. */
export const cohortListCommand = defineCommand({
  name: "cohort list",
  summary: "list the cohorts that you run",
  example: "labgrader cohort list --as instructor-01",
  flags: [asFlag],
  input: z.strictObject({ as: Login.optional() }),
  run: async ({ as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const answer = await client.call(listCohorts, {});
    terminal.print({
      text: () =>
        answer.cohorts.length === 0
          ? "You run no cohort. labgrader cohort create makes one."
          : renderTable(
              [{ title: "cohort" }, { title: "your role" }, { title: "ends" }, { title: "id" }],
              answer.cohorts.map(({ name, role, endsAt, cohortId }) => [
                ...[name, role, dateText(endsAt), cohortId],
              ]),
              terminal.marks,
            ),
      json: () => answer,
    });
    return exitCodes.ok;
  },
});
