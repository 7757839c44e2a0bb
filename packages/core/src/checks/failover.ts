import * as z from "zod";
import { AttributeName, KeyValue } from "../facts/attribute-value.ts";
import {
  failoverProbe,
  hasProbeKey,
  type ProbedWay,
  patienceSeconds,
} from "../facts/failover-probe.ts";
import { replicaTables } from "../facts/replica-tables.ts";
import { Region } from "../ids.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, ifApplicable } from "./check.ts";
import { replicaReasons, replicaState } from "./existing-replicas.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...replicaReasons,
  ...unknownValueReasons,
  "dynamodb.failover.not_seen": {
    short: "not seen in {to} in time",
    found: "what was written in {from} was not to be seen in {to} for {seconds} seconds",
    doNext: "Wait; replication takes a second or two. We look again by ourselves.",
  },
  "dynamodb.failover.not_known_yet": {
    short: "{from} takes no writes yet",
    found: "AWS describes the table in {from}, but does not know its items yet",
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.failover.no_reserved_key": {
    short: "no key for the grader's item",
    found:
      "the lab reserves no key that the grader may write, and none of the table's keys is a text",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

export const failover = defineCheck({
  kind: "dynamodb.failover",
  summary: "What is written in either of two regions is read in the other.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-global-table-design.html",
  where: TableWhere.extend({
    replica: Region.describe("The region of the replica that takes over."),
    reserved: z
      .record(AttributeName, KeyValue)
      .optional()
      .describe(
        "Values that stand for the grader in keys that are no text; one of the table's keys has to be " +
          "a text. Default none.",
      ),
  }),
  expect: z.strictObject({}),
  defaultExpect: {},
  example: { where: { replica: "us-west-2" } },
  reasons,
  facts: ({ replica, reserved = {}, ...where }) => ({
    ...tableFacts(where),
    tables: replicaTables({ ...tableOf(where), replicas: [replica] }),
    probe: ifApplicable(failoverProbe({ ...tableOf(where), replica, reserved })),
  }),
  expected: (_expect, { region, replica }) =>
    `written in ${region} and read in ${replica}, and the other way round`,
  evaluate: ({ facts, where, say }) => {
    const { region, replica, reserved = {} } = where;
    const { table, verdict } = existingTable(facts, where, { there: true, back: true });
    if (!table) return verdict;
    const state = replicaState(replica, table, { region, tables: facts.tables });
    const by = ["table", "tables"];
    if ("unknown" in state) return { kind: "unknown", ...state.unknown, by };
    if ("line" in state) {
      return { kind: "judged", lines: { there: state.line, back: state.line }, by };
    }
    if (!hasProbeKey(table, reserved)) {
      return say.unknown("rubric", "dynamodb.failover.no_reserved_key");
    }
    const ways: readonly (readonly [ProbedWay | undefined, string, string])[] = [
      [facts.probe?.there, region, replica],
      [facts.probe?.back, replica, region],
    ];
    for (const [way, from, to] of ways) {
      if (!way?.isWritten) {
        return say.unknown("target", "dynamodb.failover.not_known_yet", { from });
      }
      if (!way.isSeen) {
        const params = { from, to, seconds: patienceSeconds };
        return say.unknown("target", "dynamodb.failover.not_seen", params);
      }
    }
    return { kind: "judged", lines: { there: say.met(), back: say.met() }, by: ["probe"] };
  },
});
