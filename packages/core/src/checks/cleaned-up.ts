import * as z from "zod";
import { type Alarms, alarms, type MetricAlarm } from "../facts/alarms.ts";
import { type Backup, backups } from "../facts/backups.ts";
import { type RecoveryPoint, recoveryPoints } from "../facts/recovery-points.ts";
import { type ScalingTargets, scalingTargets } from "../facts/scaling-targets.ts";
import { TableName } from "../facts/table-params.ts";
import { type TablePresence, tablePresence } from "../facts/table-presence.ts";
import { Region } from "../ids.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, type FactUse, type Line, type Say } from "./check.ts";
import { TableWhere } from "./existing-table.ts";

const reasons = defineReasons({
  "dynamodb.cleaned_up.table_left": {
    short: '"{table}" is still there',
    found: '"{table}" in {region} is {status}, made {created}, TableId {tableId}',
    doNext:
      "Delete the table. Deletion protection has to be switched off first. If you deleted one of " +
      "this name before, compare the TableId: this one may have been made since.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html",
  },
  "dynamodb.cleaned_up.deleting": {
    short: "the table is being deleted",
    found: '"{table}" in {region} is DELETING',
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.cleaned_up.still_listed": {
    short: "AWS has not settled yet",
    found: 'DescribeTable finds no "{table}" in {region}, but the list of tables has it',
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.cleaned_up.backup_left": {
    short: "a backup is still there",
    found: '"{backup}" of "{table}" in {region} is {status}; {count} in all',
    doNext:
      "Delete the backups of the table, those in AWS Backup's vaults too; each costs by its size.",
    read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Backup.Tutorial.html",
  },
  "dynamodb.cleaned_up.scaling_left": {
    short: "a scaling target is left",
    found: "{resource} in {region} is still registered for {dimension}; targets outlive a table",
    doNext: "Deregister the scalable targets of the table and its indexes.",
    read: "docs.aws.amazon.com/autoscaling/application/APIReference/API_DeregisterScalableTarget.html",
  },
  "dynamodb.cleaned_up.alarm_left": {
    short: "an alarm is still there",
    found: 'the alarm "{alarm}" in {region} still watches "{table}"',
    doNext: "Delete the alarms that watch the table.",
    read: "docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DeleteAlarms.html",
  },
});

const gone = z.literal("gone").optional();
const Where = TableWhere.extend({
  regions: z
    .array(Region)
    .min(1)
    .max(8)
    .optional()
    .describe("Regions in which nothing may be left; without it `region` alone."),
  tables: z
    .array(TableName)
    .min(1)
    .max(8)
    .optional()
    .describe("Names of tables that must be gone; without it `table` alone."),
});
type Where = z.infer<typeof Where>;
const Expect = z.strictObject({
  tables: gone.describe("`gone`: the tables are in none of the regions."),
  backups: gone.describe(
    "`gone`: no backups of the tables are left, in DynamoDB or AWS Backup, but those that AWS itself keeps.",
  ),
  scaling: gone.describe("`gone`: no scalable targets of the tables or their indexes are left."),
  alarms: gone.describe("`gone`: no alarm, but auto scaling's own, watches one of the tables."),
});

interface Place {
  readonly region: string;
  readonly table: string;
}
/** What is known of one name in one region; a list is empty where nobody asked for it. */
interface Left extends Place {
  readonly presence: TablePresence;
  readonly backups: readonly Pick<Backup, "name" | "status" | "type">[];
  readonly targets: ScalingTargets["targets"];
  readonly alarms: readonly MetricAlarm[];
}

export const cleanedUp = defineCheck({
  kind: "dynamodb.cleaned-up",
  summary: "Tables, and what belonged to them, are gone in every region, and we could look there.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DeleteTable.html",
  where: Where,
  expect: Expect,
  defaultExpect: { tables: "gone", backups: "gone" },
  reasons,
  facts: (where, expect) =>
    Object.fromEntries(placesOf(where).flatMap((place) => usesOf(place, expect))),
  expected: (expect, where) => {
    const places = `${listOf(where.tables ?? [where.table])} in ${listOf(where.regions ?? [where.region])}`;
    const asked = Object.keys(expect).filter((line) => line !== "tables");
    return `no ${["table", ...asked].join(", no ")} of ${places}`;
  },
  evaluate: ({ facts, where, expect, say }) => {
    const left = placesOf(where).flatMap((place) => leftAt(place, facts));
    const by = Object.keys(facts);
    const tables = tablesLine(left, say);
    const pending = left.find(({ presence }) =>
      presence.exists ? presence.status === "DELETING" : presence.isListed,
    );
    // A table that nobody deleted is certain, whatever else is still going on.
    if (pending && tables.met) {
      const { region, table, presence } = pending;
      const code = presence.exists ? "deleting" : "still_listed";
      return { ...say.unknown("target", `dynamodb.cleaned_up.${code}`, { region, table }), by };
    }
    const lines: Record<string, Line> = {};
    if (expect.tables) lines.tables = tables;
    if (expect.backups) lines.backups = backupsLine(left, say);
    if (expect.scaling) lines.scaling = scalingLine(left, say);
    if (expect.alarms) lines.alarms = alarmsLine(left, say);
    return { kind: "judged", lines, by };
  },
});

type Words = Say<typeof reasons>;

function tablesLine(left: readonly Left[], say: Words): Line {
  for (const { region, table, presence } of left) {
    if (!presence.exists || presence.status === "DELETING") continue;
    return say.notMet("dynamodb.cleaned_up.table_left", {
      table,
      region,
      status: presence.status,
      created: presence.createdAt ?? "at an unknown time",
      tableId: presence.tableId ?? "unknown",
    });
  }
  return say.met();
}

/** AWS itself keeps a SYSTEM backup for 35 days of a table that had point-in-time recovery. */
function backupsLine(left: readonly Left[], say: Words): Line {
  for (const { region, table, backups: all } of left) {
    const kept = all.filter(({ type, status }) => type !== "SYSTEM" && status !== "DELETED");
    const [first] = kept;
    if (!first) continue;
    const { name, status } = first;
    return say.notMet("dynamodb.cleaned_up.backup_left", {
      ...{ region, table, status },
      backup: name,
      count: kept.length,
    });
  }
  return say.met();
}

function scalingLine(left: readonly Left[], say: Words): Line {
  for (const { region, targets } of left) {
    const [target] = targets;
    if (!target) continue;
    const { resource, dimension } = target;
    return say.notMet("dynamodb.cleaned_up.scaling_left", { region, resource, dimension });
  }
  return say.met();
}

function alarmsLine(left: readonly Left[], say: Words): Line {
  for (const { region, table, alarms: all } of left) {
    const alarm = all.find(
      ({ isAutoScaling, watches }) =>
        !isAutoScaling && watches.some(({ dimensions }) => dimensions.TableName === table),
    );
    if (!alarm) continue;
    return say.notMet("dynamodb.cleaned_up.alarm_left", { region, table, alarm: alarm.name });
  }
  return say.met();
}

function placesOf({ region, table, regions = [region], tables = [table] }: Where): Place[] {
  const names = [...new Set(tables)];
  return [...new Set(regions)].flatMap((one) =>
    names.map((name) => ({ region: one, table: name })),
  );
}

type Value = TablePresence | readonly Backup[] | readonly RecoveryPoint[] | ScalingTargets | Alarms;
type AnyUse =
  | FactUse<TablePresence>
  | FactUse<readonly Backup[]>
  | FactUse<readonly RecoveryPoint[]>
  | FactUse<ScalingTargets>
  | FactUse<Alarms>;

function usesOf(place: Place, expect: z.infer<typeof Expect>): [string, AnyUse][] {
  const uses: [string, AnyUse][] = [[nameOf("table", place), tablePresence({ ...place })]];
  if (expect.backups) {
    uses.push([nameOf("backups", place), backups({ ...place })]);
    uses.push([nameOf("points", place), recoveryPoints({ ...place })]);
  }
  if (expect.scaling) uses.push([nameOf("scaling", place), scalingTargets({ ...place })]);
  if (expect.alarms) uses.push([nameOf("alarms", place), alarms({ region: place.region })]);
  return uses;
}

function leftAt(place: Place, facts: Readonly<Record<string, Value>>): Left[] {
  const at = (what: string) => facts[nameOf(what, place)] ?? [];
  const presence = at("table");
  const kept = [at("backups"), at("points")].flatMap((list) =>
    "exists" in list || "targets" in list || "metric" in list ? [] : list.flatMap(keptCopy),
  );
  const scaling = at("scaling");
  const watching = at("alarms");
  if (!("exists" in presence)) return [];
  return [
    {
      ...place,
      presence,
      backups: kept,
      targets: "targets" in scaling ? scaling.targets : [],
      alarms: "metric" in watching ? watching.metric : [],
    },
  ];
}

/** What DynamoDB keeps for AWS Backup stands in DynamoDB's own list already. */
function keptCopy(copy: Backup | RecoveryPoint): Left["backups"] {
  if ("type" in copy) return [copy];
  const { arn, status } = copy;
  if (status === "DELETING" || arn.startsWith("arn:aws:dynamodb:")) return [];
  return [{ name: arn.split(":").at(-1) ?? arn, status, type: "RECOVERY_POINT" }];
}

function nameOf(what: string, { region, table }: Place): string {
  return `${what} ${table} in ${region}`;
}

function listOf(names: readonly string[]): string {
  return names.join(" and ");
}
