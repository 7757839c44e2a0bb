import * as z from "zod";
import { replicaTables } from "../facts/replica-tables.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, type Line } from "./check.ts";
import {
  ReplicasWhere,
  replicaLines,
  replicaReasons,
  replicaState,
  replicasOf,
} from "./existing-replicas.ts";
import {
  existingTable,
  tableFacts,
  tableReasons,
  updatingReasons,
  whileUpdating,
} from "./existing-table.ts";
import { describeExpectation, expectation, isAsExpected } from "./expectation.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...updatingReasons,
  ...replicaReasons,
  ...unknownValueReasons,
  "dynamodb.replicas.consistency": {
    short: "consistency is {found}",
    found: "MultiRegionConsistency is {found}",
    doNext:
      "Take the replicas away and add them again in the mode that is asked for: it is chosen when " +
      "the first replica is made, and can't be changed. STRONG needs three regions and an empty table.",
  },
});

const Consistency = z.enum(["EVENTUAL", "STRONG"]);

export const replicas = defineCheck({
  kind: "dynamodb.replicas",
  summary: "The table has a replica in other regions, ACTIVE as both sides see it.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_HowItWorks.html",
  where: ReplicasWhere,
  expect: z.strictObject({
    consistency: expectation(Consistency)
      .optional()
      .describe(
        "How reads of one region follow writes of another: `EVENTUAL` or `STRONG`; default either. " +
          "Every region of `replicas` is a line besides.",
      ),
  }),
  defaultExpect: {},
  example: { where: { replicas: ["us-west-2"] } },
  reasons,
  facts: (where) => ({
    ...tableFacts(where),
    tables: replicaTables(replicasOf(where)),
  }),
  expected: ({ consistency }, where) =>
    [
      `a replica in ${where.replicas.join(" and ")}, ACTIVE as both sides see it`,
      consistency !== undefined && `consistency ${describeExpectation(consistency)}`,
    ]
      .filter(Boolean)
      .join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, { ...replicaLines(where), ...expect });
    if (!table) return verdict;
    const by = ["table", "tables"];
    const lines: Record<string, Line> = {};
    for (const name of where.replicas) {
      const state = replicaState(name, table, { region: where.region, tables: facts.tables });
      if ("unknown" in state) return { kind: "unknown", ...state.unknown, by };
      const line = "line" in state ? state.line : say.met();
      // A replica that was just asked for may not be listed yet.
      const isMissing = !line.met && line.reason === "dynamodb.replicas.missing";
      const updating = isMissing ? whileUpdating(table) : undefined;
      if (updating) return updating;
      lines[name] = line;
    }
    const { consistency: found } = table;
    if (expect.consistency === undefined) return { kind: "judged", lines, by };
    if (!Consistency.safeParse(found).success) return unknownValue("MultiRegionConsistency", found);
    const [first] = Object.values(lines);
    // Without one of the regions that are asked for there is no consistency, good or bad.
    if (first && Object.values(lines).every((line) => !line.met)) lines.consistency = first;
    else
      lines.consistency = isAsExpected(expect.consistency, found)
        ? say.met()
        : say.notMet("dynamodb.replicas.consistency", { found });
    return { kind: "judged", lines, by };
  },
});
