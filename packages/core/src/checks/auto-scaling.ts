import * as z from "zod";
import { scalingPolicies } from "../facts/scaling-policies.ts";
import { tableResource } from "../facts/scaling-resources.ts";
import { scalingTargets } from "../facts/scaling-targets.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, ifApplicable, type Line } from "./check.ts";
import {
  existingTable,
  TableWhere,
  tableFacts,
  tableOf,
  tableReasons,
  updatingReasons,
  whileUpdating,
} from "./existing-table.ts";
import { type Bounds, describeScaling, scalingLines } from "./scaling-expect.ts";
import { boundGap, indexGap, type ScalingFound, scalingReasons, tableGap } from "./scaling-rule.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...updatingReasons,
  ...unknownValueReasons,
  ...scalingReasons,
  "dynamodb.scaling.on_demand": {
    short: "on demand, not auto scaled",
    found: "BillingMode is PAY_PER_REQUEST{stale}",
    doNext:
      "Switch the table to provisioned capacity, then register scaling targets and policies for it and for its indexes.",
  },
});

const Expect = z.strictObject({
  enabled: z
    .literal(true)
    .optional()
    .describe(
      "Reads and writes of the table are scaled: a target with room, not suspended, and a target-tracking policy; true.",
    ),
  ...scalingLines,
});
type Expect = z.infer<typeof Expect>;

export const autoScaling = defineCheck({
  kind: "dynamodb.auto-scaling",
  summary:
    "Reads and writes of the provisioned table and of every global index are scaled by themselves.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/AutoScaling.html",
  where: TableWhere,
  expect: Expect,
  defaultExpect: { enabled: true, indexes: "every" },
  reasons,
  facts: (where) => ({
    targets: scalingTargets(tableOf(where)),
    policies: ifApplicable(scalingPolicies(tableOf(where))),
    ...tableFacts(where),
  }),
  choices: [
    "BillingMode",
    "MinCapacity",
    "MaxCapacity",
    "TargetTrackingScalingPolicyConfiguration",
  ],
  expected: (expect) => describeScaling(expect),
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const updating = whileUpdating(table);
    if (updating) return updating;
    const { billingMode } = table;
    const { targets } = facts.targets;
    if (billingMode === "PAY_PER_REQUEST") {
      // Targets survive the switch to on demand, and scale nothing from then on.
      const stale = targets.length > 0 ? `; ${targets.length} scaling targets are left over` : "";
      const line = say.notMet("dynamodb.scaling.on_demand", { stale });
      return { kind: "judged", lines: everyLine(expect, line), by: ["table", "targets"] };
    }
    if (billingMode !== "PROVISIONED") return unknownValue("BillingMode", billingMode);
    const policies = facts.policies?.policies ?? [];
    return {
      kind: "judged",
      lines: linesOf(expect, { table, targets, policies }),
      by: ["targets", "policies"],
    };
  },
});

/**
 * Without a line of their own the indexes belong to every other line, so that a table whose
 * indexes nobody thought of is never called scaled.
 */
function linesOf(expect: Expect, found: ScalingFound): Record<string, Line> {
  const met: Line = { met: true };
  // A utilisation that is asked for has its own line, and costs no other.
  const others: Expect =
    expect.targetPercent === undefined ? expect : { ...expect, targetPercent: "any" };
  const ofTable = tableGap(found, others);
  const ofIndexes = indexGap(found, others);
  const gap = ofTable ?? (expect.indexes === undefined ? ofIndexes : undefined);
  const lines: Record<string, Line> = {};
  if (expect.enabled !== undefined) lines.enabled = gap ?? met;
  if (expect.indexes !== undefined) {
    lines.indexes = (expect.enabled === undefined ? ofTable : undefined) ?? ofIndexes ?? met;
  }
  const resource = tableResource(found.table.name);
  for (const name of ["maxWriteUnits", "minWriteUnits", "maxReadUnits", "minReadUnits"] as const) {
    const wanted = expect[name];
    if (wanted === undefined) continue;
    const only: Bounds = { [name]: wanted };
    lines[name] = gap ?? boundGap(found, resource, only) ?? met;
  }
  if (expect.targetPercent !== undefined) {
    lines.targetPercent = tableGap(found, expect) ?? indexGap(found, expect) ?? met;
  }
  return lines;
}
