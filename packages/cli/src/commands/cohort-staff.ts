import { Login as PersonLogin, StaffRole } from "@lab-grader/core/cohorts/cohort";
import { setStaff } from "@lab-grader/core/contracts/endpoints/cohorts";
import * as z from "zod";
import { cohortText } from "../cohorts/cohort-text.ts";
import { asFlag, cohortArgument, openCohort } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";

/** Who runs a cohort, and what they may do there. */
export const cohortStaffCommand = defineCommand({
  name: "cohort staff",
  summary: "add or remove somebody who runs a cohort, or change their role",
  example: "labgrader cohort staff demo --add assistant-01 --role assistant --as instructor-01",
  arguments: [cohortArgument],
  flags: [
    { flags: "--add <login>", description: "who joins the staff, or gets another role" },
    {
      flags: "--role <role>",
      description: "instructor does everything; assistant reads and marks (default)",
    },
    { flags: "--remove <login>", description: "who leaves the staff" },
    asFlag,
  ],
  input: z.strictObject({
    cohort: z.string().min(1),
    add: PersonLogin.optional(),
    role: StaffRole.default("assistant"),
    remove: PersonLogin.optional(),
    as: Login.optional(),
  }),
  run: async ({ cohort: wanted, add, role, remove, as }, context) => {
    const { terminal } = context;
    if (add === undefined && remove === undefined) {
      throw usageError("usage.nothing_to_change", "Who? Take --add or --remove with a login.");
    }
    const client = await connect(context, as);
    const { cohortId, name, version, staff } = await openCohort(client, wanted);
    if (remove !== undefined && !staff.some(({ login }) => login === remove)) {
      throw usageError("usage.staff_unknown", `${remove} is not on the staff of ${name}.`);
    }
    const cohort = await client.call(setStaff, {
      params: { cohortId },
      body: {
        version,
        staff: [
          ...staff.filter(({ login }) => login !== remove && login !== add),
          ...(add === undefined ? [] : [{ login: add, role }]),
        ],
      },
    });
    terminal.print({ text: () => cohortText(cohort, terminal.marks), json: () => cohort });
    return exitCodes.ok;
  },
});
