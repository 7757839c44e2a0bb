import type { Client } from "@lab-grader/core/client";
import { getAnalytics } from "@lab-grader/core/contracts/endpoints/analytics";
import {
  type AnalyticsPart,
  addAnalytics,
  noAnalytics,
} from "@lab-grader/core/gradebook/analytics/analytics";
import {
  integritySignals,
  suspiciousCriteria,
} from "@lab-grader/core/gradebook/analytics/findings";
import * as z from "zod";
import { loginsOf } from "../cohorts/logins-of.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { analyticsText } from "../gradebook/analytics-text.ts";
import { connect, Login } from "../service/connect.ts";
import { assignmentArgument, findGivenAssignment } from "../service/find-given-assignment.ts";

/** How an assignment went, and what somebody should look at. */
export const analyticsCommand = defineCommand({
  name: "analytics",
  summary: "show how an assignment went: pass rates, stumbles, suspicious criteria",
  example: "labgrader analytics dynamodb-introduction --as instructor-01",
  arguments: [assignmentArgument],
  flags: [{ flags: "--as <login>", description: "who you are; local system only" }],
  input: z.strictObject({ assignment: z.string().min(1), as: Login.optional() }),
  run: async ({ assignment: wanted, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const { assignmentId, cohortId } = await findGivenAssignment(client, wanted);
    const analytics = await wholeAnalytics(client, assignmentId);
    const suspicious = suspiciousCriteria(analytics);
    const integrity = integritySignals(analytics);
    const logins = integrity.length === 0 ? new Map() : await loginsOf(client, cohortId);
    terminal.print({
      text: () => analyticsText(analytics, { suspicious, integrity, logins }, terminal),
      json: () => {
        const { marks: _marks, oldResources: _old, ...counts } = analytics;
        return { assignmentId, ...counts, suspicious, integrity };
      },
    });
    return exitCodes.ok;
  },
});

async function wholeAnalytics(client: Client, assignmentId: string): Promise<AnalyticsPart> {
  let sum = noAnalytics;
  let cursor: string | undefined;
  do {
    const { cursor: next, ...part } = await client.call(getAnalytics, {
      ...{ params: { assignmentId }, query: { cursor } },
    });
    sum = addAnalytics(sum, part);
    cursor = next;
  } while (cursor !== undefined);
  return sum;
}
