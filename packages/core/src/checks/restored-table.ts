import * as z from "zod";
import { continuousBackups, type PointInTimeRecovery } from "../facts/continuous-backups.ts";
import { restoreEvents } from "../facts/restore-events.ts";
import { restoreJobs } from "../facts/restore-jobs.ts";
import { type TableDescription, table } from "../facts/table.ts";
import { TableName } from "../facts/table-params.ts";
import { type TagsReading, tags } from "../facts/tags.ts";
import { type TimeToLive, timeToLive } from "../facts/time-to-live.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, type FactUse, ifApplicable, type Line, type Verdict } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableReasons } from "./existing-table.ts";
import { judgedRestore, restoreReasons } from "./restore-proof.ts";
import { unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  ...restoreReasons,
  "dynamodb.restore.setting_left_behind": {
    short: "{count} settings not set again",
    found: 'unlike in "{from}": {settings}',
    doNext:
      "Set again on the restored table what a restore leaves behind, as the source has or had it.",
  },
  "dynamodb.restore.source_gone": {
    short: "no source to compare with",
    found: 'no table "{from}" is there any more, so its settings can\'t be compared',
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "dynamodb.restore.setting_not_known_yet": {
    short: "AWS has not settled yet",
    found: "AWS describes the table, but doesn't know all its settings yet",
    doNext: "Wait. We look again by ourselves.",
  },
});

/** What every restore leaves behind: docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html */
const Setting = z.enum([
  "deletionProtection",
  "pointInTimeRecovery",
  "stream",
  "tableClass",
  "tags",
  "timeToLive",
]);
type Setting = z.infer<typeof Setting>;

/** One side of the comparison; `undefined`: not asked. */
interface Settings {
  readonly table: TableDescription;
  readonly recovery: PointInTimeRecovery | undefined;
  readonly expiry: TimeToLive | undefined;
  readonly tags: TagsReading | undefined;
}

export const restoredTable = defineCheck({
  kind: "dynamodb.restored-table",
  summary: "A table was restored from another one, with its keys, and settings were set again.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html",
  where: TableWhere.extend({
    table: TableName.describe("Name of the table that was restored; the lab's `table` by default."),
  }),
  expect: z
    .strictObject({
      from: TableName.optional().describe(
        "Name of the table that it was restored from; without it, any table.",
      ),
      settings: z
        .array(Setting)
        .min(1)
        .optional()
        .describe(
          "Settings that the restored table must have as the source has them; more tags, a longer window or protection besides are as good. A restore itself brings none of them, so name only what the learner is asked to set again.",
        ),
    })
    .refine(({ from, settings }) => settings === undefined || from !== undefined, {
      error: "`settings` are compared with those of `from`: name it",
    }),
  example: { where: { table: "lab-orders-restored" }, expect: { from: "lab-orders" } },
  defaultExpect: {},
  reasons,
  facts: (where, { from, settings = [] }) => {
    const { region } = where;
    const source = { region, table: from ?? where.table };
    const restored = { region, table: where.table };
    const both = <Use extends FactUse>(setting: Setting, use: (of: typeof source) => Use) =>
      settings.includes(setting) ? [use(source), use(restored)] : [];
    const [sourceRecovery, recovery] = both("pointInTimeRecovery", (of) =>
      ifApplicable(continuousBackups(of)),
    );
    const [sourceExpiry, expiry] = both("timeToLive", (of) => ifApplicable(timeToLive(of)));
    const [sourceTags, ownTags] = both("tags", (of) => ifApplicable(tags(of)));
    return {
      events: restoreEvents({ region }),
      jobs: restoreJobs(source),
      source: table(source),
      ...tableFacts(where),
      ...(sourceRecovery && recovery && { sourceRecovery, recovery }),
      ...(sourceExpiry && expiry && { sourceExpiry, expiry }),
      ...(sourceTags && ownTags && { sourceTags, tags: ownTags }),
    };
  },
  // One restore among many is enough.
  existential: ["events", "jobs"],
  expected: ({ from, settings = [] }, where) =>
    [
      `${where.table} restored from ${from ?? "another table"}`,
      settings.length > 0 && `with the same ${settings.map(nameOf).join(", ")}`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, context, say }): Verdict => {
    const { table: target, verdict } = existingTable(facts, where, expect);
    if (!target) return verdict;
    const { source, events, jobs } = facts;
    const { observedAt } = context;
    const restore = judgedRestore({ target, from: expect.from, source, events, jobs, observedAt });
    if (restore.verdict) return restore.verdict;
    const lines: Record<string, Line> = { from: restore.line };
    const by = [restore.by];
    if (!expect.settings) return { kind: "judged", lines, by };
    const from = expect.from ?? where.table;
    if (!source.exists) return say.unknown("rubric", "dynamodb.restore.source_gone", { from });
    const unknown = [facts.recovery, facts.sourceRecovery, facts.expiry, facts.sourceExpiry];
    if ([...unknown, facts.tags, facts.sourceTags].some((reading) => reading?.exists === false)) {
      return say.unknown("target", "dynamodb.restore.setting_not_known_yet");
    }
    const { recovery, expiry } = facts;
    const here: Settings = { table: target, recovery, expiry, tags: facts.tags };
    const there: Settings = {
      table: source.table,
      recovery: facts.sourceRecovery,
      expiry: facts.sourceExpiry,
      tags: facts.sourceTags,
    };
    const unlike = expect.settings.filter((setting) => !isSetAgain(setting, here, there));
    lines.settings =
      unlike.length === 0
        ? say.met()
        : say.notMet("dynamodb.restore.setting_left_behind", {
            from,
            count: unlike.length,
            settings: unlike.map(nameOf).join(", "),
          });
    return { kind: "judged", lines, by };
  },
});

/** Whether the restored table has what the source has; more than it is as good. */
function isSetAgain(setting: Setting, here: Settings, there: Settings): boolean {
  switch (setting) {
    case "deletionProtection":
      return here.table.isDeletionProtected || !there.table.isDeletionProtected;
    case "pointInTimeRecovery":
      return isAsRecoverable(here.recovery, there.recovery);
    case "stream":
      return here.table.streamViewType === there.table.streamViewType;
    case "tableClass":
      return here.table.tableClass === there.table.tableClass;
    case "tags":
      return hasTagsOf(here.tags, there.tags);
    case "timeToLive":
      return expiryOf(here.expiry) === expiryOf(there.expiry);
    default:
      return setting satisfies never;
  }
}

function isAsRecoverable(
  here: PointInTimeRecovery | undefined,
  there: PointInTimeRecovery | undefined,
): boolean {
  if (!there?.exists || there.status !== "ENABLED") return true;
  if (!here?.exists || here.status !== "ENABLED") return false;
  return (here.windowDays ?? longestWindow) >= (there.windowDays ?? longestWindow);
}

/** In days; AWS's own default: docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoveryDescription.html */
const longestWindow = 35;

function hasTagsOf(here: TagsReading | undefined, there: TagsReading | undefined): boolean {
  if (!there?.exists) return true;
  const own = here?.exists ? here.tags : {};
  return Object.entries(there.tags).every(
    ([key, value]) => Object.hasOwn(own, key) && own[key] === value,
  );
}

/** ENABLING is on its way to ENABLED, for up to an hour. */
function expiryOf(expiry: TimeToLive | undefined): string | undefined {
  return expiry?.exists && expiry.status.startsWith("ENABL") ? expiry.attribute : undefined;
}

/** `point in time recovery` */
function nameOf(setting: Setting): string {
  return setting.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
