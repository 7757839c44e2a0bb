import * as z from "zod";
import { backups } from "../facts/backups.ts";
import { furtherRecoveryPoints, recoveryPoints } from "../facts/recovery-points.ts";
import { defineReasons } from "../reasons/reason.ts";
import { type Instant, secondsBetween } from "../time.ts";
import { copiesOf, copyKinds, type TableCopy } from "./backup-copies.ts";
import { defineCheck, everyLine, ifApplicable, type Line, type Say } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { describeExpectation, expectation, isAsExpected } from "./expectation.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.backup.none": {
    short: "no backup",
    found: "no backup under this name, and no recovery point in AWS Backup",
    doNext: "Make an on-demand backup of the table.",
  },
  "dynamodb.backup.of_an_earlier_table": {
    short: "backup of an earlier table",
    found:
      '"{backup}" is a backup of an earlier table of this name (another TableId), deleted since',
    doNext: "Make an on-demand backup of the table that is there now.",
  },
  "dynamodb.backup.creating": {
    short: "the backup is being made",
    found: '"{backup}" is CREATING',
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.backup.no_table_id": {
    short: "the table has no TableId",
    found: "AWS's answer has no TableId, so no backup can be matched",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "dynamodb.backup.other_kind": {
    short: "backup of kind {kind}",
    found: '"{backup}" is a backup of kind {kind}',
    doNext: "Make a backup of the kind that is asked for.",
  },
  "dynamodb.backup.too_old": {
    short: "latest backup too old",
    found: '"{backup}" was made {hours} hours ago',
    doNext: "Make a new backup of the table.",
  },
  "dynamodb.backup.too_young": {
    short: "no backup is old enough",
    found: '"{backup}" was made {hours} hours ago',
    doNext: "Keep the backups that you make; only time makes one older.",
  },
});

const Hours = z.number().positive().max(87_600);
const Expect = z.strictObject({
  kind: expectation(z.enum(copyKinds))
    .optional()
    .describe(
      "Who made and keeps it: USER (on demand), SYSTEM, AWS_BACKUP (AWS Backup, kept by DynamoDB) or RECOVERY_POINT (kept by AWS Backup); without it, any.",
    ),
  youngerThanHours: Hours.optional().describe(
    "Made less than so many hours before we look; without it, at any time.",
  ),
  olderThanHours: Hours.optional().describe(
    "Made more than so many hours before we look; without it, at any time.",
  ),
});
type Expect = z.infer<typeof Expect>;

export const backup = defineCheck({
  kind: "dynamodb.backup",
  summary:
    "There is a finished backup of this very table, by DynamoDB or AWS Backup; a plan alone is none.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/backuprestore_HowItWorks.html",
  where: TableWhere,
  expect: Expect,
  defaultExpect: {},
  reasons,
  facts: (where, expect) => ({
    backups: backups(tableOf(where)),
    points: ifApplicable(
      Object.keys(expect).length === 0
        ? furtherRecoveryPoints(tableOf(where))
        : recoveryPoints(tableOf(where)),
    ),
    ...tableFacts(where),
  }),
  // One backup among many is enough, so a list without its last pages can show it.
  existential: ["backups", "points"],
  expected: ({ kind, youngerThanHours, olderThanHours }, { table }) =>
    [
      `a finished backup of ${table}`,
      kind && `of kind ${describeExpectation(kind)}`,
      youngerThanHours && `less than ${youngerThanHours} hours old`,
      olderThanHours && `more than ${olderThanHours} hours old`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, context, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const { tableId } = table;
    if (tableId === undefined) return say.unknown("rubric", "dynamodb.backup.no_table_id");
    const copies = copiesOf(table, facts.backups, facts.points ?? []);
    const judged = copies
      .filter(({ status }) => status === "AVAILABLE")
      .map((copy) => ({ copy, lines: linesOf(copy, expect, context.observedAt, say) }))
      .sort((left, right) => redLines(left.lines) - redLines(right.lines));
    const [best] = judged;
    const by = ["backups", ...(facts.points ? ["points"] : [])];
    if (best && redLines(best.lines) === 0) {
      return { kind: "judged", lines: best.lines, by: [best.copy.by] };
    }
    const creating = copies.find(({ status }) => status === "CREATING");
    if (creating) {
      return say.unknown("target", "dynamodb.backup.creating", { backup: creating.name });
    }
    const strange = copies.find(({ status }) => !["AVAILABLE", "DELETED"].includes(status));
    if (strange) return unknownValue("BackupStatus", strange.status, strange.by);
    if (best) return { kind: "judged", lines: best.lines, by };
    const earlier = facts.backups.find(
      (one) => one.tableId !== tableId && one.status === "AVAILABLE" && one.type !== "SYSTEM",
    );
    const line = earlier
      ? say.notMet("dynamodb.backup.of_an_earlier_table", { backup: earlier.name })
      : say.notMet("dynamodb.backup.none");
    return { kind: "judged", lines: everyLine(expect, line), by };
  },
});

/** Only what an author writes is asked. */
function linesOf(
  { name, kind, createdAt }: TableCopy,
  expect: Expect,
  observedAt: Instant,
  say: Say<typeof reasons>,
): Readonly<Record<string, Line>> {
  const lines: Record<string, Line> = {};
  if (expect.kind !== undefined) {
    lines.kind = isAsExpected(expect.kind, kind)
      ? say.met()
      : say.notMet("dynamodb.backup.other_kind", { backup: name, kind });
  }
  const ageHours =
    createdAt === undefined ? undefined : secondsBetween(createdAt, observedAt) / 3600;
  const age = { backup: name, hours: ageHours === undefined ? "?" : Math.round(ageHours) };
  if (expect.youngerThanHours !== undefined) {
    lines.youngerThanHours =
      ageHours !== undefined && ageHours < expect.youngerThanHours
        ? say.met()
        : say.notMet("dynamodb.backup.too_old", age);
  }
  if (expect.olderThanHours !== undefined) {
    lines.olderThanHours =
      ageHours !== undefined && ageHours > expect.olderThanHours
        ? say.met()
        : say.notMet("dynamodb.backup.too_young", age);
  }
  return Object.keys(lines).length === 0 ? { exists: say.met() } : lines;
}

function redLines(lines: Readonly<Record<string, Line>>): number {
  return Object.values(lines).filter((line) => !line.met).length;
}
