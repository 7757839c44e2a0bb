import * as z from "zod";
import { backupJobs } from "../facts/backup-jobs.ts";
import { defineReasons } from "../reasons/reason.ts";
import { secondsBetween } from "../time.ts";
import { defineCheck, everyLine } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "backup.plan.no_job": {
    short: "no plan has backed it up",
    found: "no job of a backup plan for this table in the last 30 days ({byHand} started by hand)",
    doNext:
      "Let a backup plan select the table, and wait until its schedule has run once. A plan that " +
      "names the table has not backed it up yet.",
  },
  "backup.plan.job_not_completed": {
    short: "the plan's job is {state}",
    found: 'the last job of the plan "{plan}" is {state}',
    doNext:
      "Look at the job's message in AWS Backup: the role, the opt-in of DynamoDB or the vault stop it.",
  },
  "backup.plan.too_old": {
    short: "the plan's backup is too old",
    found: 'the plan "{plan}" backed the table up {hours} hours ago',
    doNext: "Let the plan run more often, and wait until it has.",
  },
  "backup.plan.job_running": {
    short: "the plan's job is {state}",
    found: 'a job of the plan "{plan}" is {state}',
    doNext: "Wait. We look again by ourselves.",
  },
});

const running = ["CREATED", "PENDING", "RUNNING"];
const stopped = ["PARTIAL", "FAILED", "EXPIRED", "ABORTING", "ABORTED"];

export const protectedByPlan = defineCheck({
  kind: "backup.protected-by-plan",
  summary: "A backup plan has backed this very table up: a completed job, not only a plan.",
  read: "docs.aws.amazon.com/aws-backup/latest/devguide/about-backup-plans.html",
  where: TableWhere,
  expect: z.strictObject({
    youngerThanHours: z
      .number()
      .positive()
      .max(720)
      .optional()
      .describe("Started less than so many hours before we look; at most 720, which AWS keeps."),
  }),
  defaultExpect: {},
  reasons,
  facts: (where) => ({ jobs: backupJobs(tableOf(where)), ...tableFacts(where) }),
  // One job among many is enough.
  existential: ["jobs"],
  expected: ({ youngerThanHours }, { table }) =>
    [
      `a completed job of a backup plan for ${table}`,
      youngerThanHours && `less than ${youngerThanHours} hours old`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, context, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const { createdAt: madeAt } = table;
    const hoursAgo = (at: string) => secondsBetween(at, context.observedAt) / 3600;
    const own = facts.jobs.filter(
      ({ createdAt: at }) =>
        at === undefined || madeAt === undefined || secondsBetween(madeAt, at) >= 0,
    );
    // AWS promises no order.
    const planned = own
      .flatMap(({ plan, createdAt, state }) =>
        plan === undefined
          ? []
          : [{ plan, state, hours: createdAt === undefined ? 0 : hoursAgo(createdAt) }],
      )
      .sort((left, right) => left.hours - right.hours);
    const latest = planned.find(({ state }) => state === "COMPLETED");
    const most = expect.youngerThanHours ?? Number.POSITIVE_INFINITY;
    if (latest && latest.hours < most) {
      return { kind: "judged", lines: everyLine(expect, say.met()) };
    }
    const current = planned.find(({ state }) => running.includes(state));
    if (current) {
      const { plan, state } = current;
      return say.unknown("target", "backup.plan.job_running", { plan, state });
    }
    const [last] = planned;
    if (last && ![...stopped, "COMPLETED"].includes(last.state)) {
      return unknownValue("the job's State", last.state, "jobs");
    }
    const line = latest
      ? say.notMet("backup.plan.too_old", { plan: latest.plan, hours: Math.round(latest.hours) })
      : last
        ? say.notMet("backup.plan.job_not_completed", { plan: last.plan, state: last.state })
        : say.notMet("backup.plan.no_job", { byHand: own.length });
    return { kind: "judged", lines: everyLine(expect, line) };
  },
});
