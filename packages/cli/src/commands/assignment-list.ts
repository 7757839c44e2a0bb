import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import * as z from "zod";
import { localText } from "../assignments/local-time.ts";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { connect, Login } from "../service/connect.ts";
import { renderTable } from "../terminal/table.ts";

/** Of all cohorts in which somebody learns or teaches. */
export const assignmentListCommand = defineCommand({
  name: "assignment list",
  summary: "list the assignments of your cohorts",
  example: "labgrader assignment list --as learner-14",
  flags: [asFlag],
  input: z.strictObject({ as: Login.optional() }),
  run: async ({ as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignments } = await client.call(listAssignments, {});
    const rows = assignments.map(({ title, isOpen, dueAt, timeZone, assignmentId }) => [
      title,
      isOpen ? "open" : "not open",
      localText(dueAt, timeZone),
      assignmentId,
    ]);
    const columns = [
      { title: "assignment", most: 30 },
      { title: "" },
      { title: "due" },
      { title: "id" },
    ];
    terminal.print({
      text: () =>
        rows.length === 0
          ? "There are no assignments in your cohorts yet."
          : renderTable(columns, rows, terminal.marks),
      json: () => ({ assignments }),
    });
    return exitCodes.ok;
  },
});
