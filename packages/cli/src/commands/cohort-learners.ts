import * as z from "zod";
import { allLearners, asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { renderTable } from "../terminal/table.ts";

/** Who is in a cohort. */
export const cohortLearnersCommand = defineCommand({
  name: "cohort learners",
  summary: "list the learners of a cohort, dropped ones too",
  example: "labgrader cohort learners demo --as instructor-01",
  arguments: [cohortArgument],
  flags: [asFlag],
  input: z.strictObject({ cohort: z.string().min(1), as: Login.optional() }),
  run: async ({ cohort: wanted, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { cohortId, name } = await openCohort(client, wanted);
    const learners = (await allLearners(client, cohortId)).toSorted((one, other) =>
      one.login < other.login ? -1 : 1,
    );
    terminal.print({
      text: () =>
        learners.length === 0
          ? `Nobody is in the cohort ${name} yet. labgrader cohort roster enrols a class.`
          : renderTable(
              [
                { title: "login" },
                { title: "name", most: 24 },
                { title: "section", most: 12 },
                { title: "state" },
                { title: "id" },
              ],
              learners.map(({ login, name: person, section, state, learnerId }) => [
                ...[login, person?.full ?? "", section ?? "", state, learnerId],
              ]),
              terminal.marks,
            ),
      json: () => ({ cohortId, learners }),
    });
    return exitCodes.ok;
  },
});
