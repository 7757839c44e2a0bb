import * as z from "zod";
import { type ReplicaKey, replicaKeys } from "../facts/replica-keys.ts";
import { replicaTables } from "../facts/replica-tables.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, ifApplicable, type Line, type Say, type Verdict } from "./check.ts";
import {
  type ReplicaState,
  ReplicasWhere,
  replicaLines,
  replicaReasons,
  replicaState,
  replicasOf,
} from "./existing-replicas.ts";
import { existingTable, tableFacts, tableReasons } from "./existing-table.ts";
import { describeExpectation, type Expectation, expectation, isAsExpected } from "./expectation.ts";
import { changingEncryption, KeyKind, kindOfKey, usabilityOfKey } from "./key-kind.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...replicaReasons,
  ...unknownValueReasons,
  "dynamodb.replica_encryption.other_key": {
    short: "{replica}: {found} key",
    found: "the replica in {replica} is encrypted with a key that is {found}",
    doNext:
      "Give every region a key of the kind that is asked for. With keys of your own each replica gets " +
      "one of its region when it is added.",
  },
  "dynamodb.replica_encryption.key_not_enabled": {
    short: "{replica}: its key is {state}",
    found: "the KMS key of the replica in {replica} is {state}",
    doNext:
      "Enable the key in {replica}: after 20 hours without it DynamoDB takes the region out of the " +
      "global table.",
  },
  "dynamodb.replica_encryption.key_gone": {
    short: "{replica}: its key is gone",
    found: "KMS in {replica} does not know the key that the replica names",
    doNext: "Take the replica in {replica} away and add it again with a key that exists.",
  },
  "dynamodb.replica_encryption.changing": {
    short: "{replica}: the key is changing",
    found: "the replica in {replica} or its key is {state}",
    doNext: "Wait; a change of key takes about half a minute. We look again by ourselves.",
  },
});

type Wanted = Expectation<KeyKind>;

export const replicaEncryption = defineCheck({
  kind: "dynamodb.replica-encryption",
  summary: "Whose key encrypts the table in its other regions, by the word of the KMS there.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/V2globaltables_reqs_bestpractices.html",
  where: ReplicasWhere,
  expect: z.strictObject({
    key: expectation(KeyKind)
      .optional()
      .describe(
        "Whose key it is in each of the regions: `AWS_OWNED`, `AWS_MANAGED` or `CUSTOMER_MANAGED`; " +
          "default a key of the account, which is one of the last two. Every region is a line.",
      ),
  }),
  defaultExpect: { key: { oneOf: ["AWS_MANAGED", "CUSTOMER_MANAGED"] } },
  example: { where: { replicas: ["us-west-2"] } },
  reasons,
  facts: (where) => ({
    ...tableFacts(where),
    tables: replicaTables(replicasOf(where)),
    keys: ifApplicable(replicaKeys(replicasOf(where))),
  }),
  choices: ["SSESpecification"],
  expected: ({ key }, { replicas }) =>
    `encrypted in ${replicas.join(" and ")} with a key that is ${describeExpectation(key ?? "any")}`,
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, replicaLines(where));
    if (!table) return verdict;
    const lines: Record<string, Line> = {};
    for (const name of where.replicas) {
      const state = replicaState(name, table, { region: where.region, tables: facts.tables });
      const judged = judgedReplica(name, state, { keys: facts.keys ?? [], expect, say });
      if ("kind" in judged) return judged;
      lines[name] = judged;
    }
    return { kind: "judged", lines, by: facts.keys ? ["tables", "keys"] : ["tables"] };
  },
});

function judgedReplica(
  replica: string,
  state: ReplicaState,
  asked: {
    readonly keys: readonly ReplicaKey[];
    readonly expect: { readonly key?: Wanted | undefined };
    readonly say: Say<typeof reasons>;
  },
): Line | Verdict {
  const { keys, expect, say } = asked;
  if ("unknown" in state) return { kind: "unknown", ...state.unknown, by: ["table", "tables"] };
  if ("line" in state) return state.line;
  const wanted = expect.key ?? "any";
  const { encryption } = state.table;
  const other = (found: KeyKind) =>
    say.notMet("dynamodb.replica_encryption.other_key", { replica, found });
  if (!encryption) return isAsExpected(wanted, "AWS_OWNED") ? say.met() : other("AWS_OWNED");
  if (changingEncryption.has(encryption.status)) {
    const { status } = encryption;
    return say.unknown("target", "dynamodb.replica_encryption.changing", {
      ...{ replica, state: status },
    });
  }
  if (encryption.status !== "ENABLED") {
    return unknownValue("SSEDescription.Status", encryption.status, "tables");
  }
  const key = keys.find(({ arn }) => arn === encryption.keyArn);
  if (!key) return unknownValue("SSEDescription.KMSMasterKeyArn", "not there", "tables");
  if (!key.exists) return say.notMet("dynamodb.replica_encryption.key_gone", { replica });
  const found = kindOfKey(key);
  if (found === undefined) return unknownValue("KeyManager", key.manager, "keys");
  if (!isAsExpected(wanted, found)) return other(found);
  const params = { replica, state: key.state };
  switch (usabilityOfKey(key)) {
    case "enabled":
      return say.met();
    case "changing":
      return say.unknown("target", "dynamodb.replica_encryption.changing", params);
    case "notEnabled":
      return say.notMet("dynamodb.replica_encryption.key_not_enabled", params);
    case undefined:
      return unknownValue("KeyState", key.state, "keys");
  }
}
