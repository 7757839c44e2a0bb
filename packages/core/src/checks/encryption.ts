import * as z from "zod";
import { encryptionKey } from "../facts/encryption-key.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, ifApplicable, type Line, type Verdict } from "./check.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { describeExpectation, expectation, isAsExpected } from "./expectation.ts";
import { changingEncryption, KeyKind, kindOfKey, usabilityOfKey } from "./key-kind.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...unknownValueReasons,
  "dynamodb.encryption.aws_owned_key": {
    short: "AWS owned key",
    found: "no SSEDescription: the table is encrypted with a key that AWS owns",
    doNext:
      "Encrypt the table with a KMS key of your account, so that its use shows in CloudTrail.",
  },
  "dynamodb.encryption.other_key": {
    short: "{found} key",
    found: "the key's KeyManager says it is {found}",
    doNext: "Encrypt the table with the kind of key that is asked for.",
  },
  "dynamodb.encryption.key_not_enabled": {
    short: "its key is {state}",
    found: "the KMS key of the table is {state}",
    doNext:
      "Enable the key, or encrypt the table with another one, before the table can't be read.",
  },
  "dynamodb.encryption.key_gone": {
    short: "its key is gone",
    found: "KMS does not know the key that the table names",
    doNext: "Encrypt the table with a key that exists.",
  },
  "dynamodb.encryption.changing": {
    short: "the key is being changed",
    found: "SSEDescription.Status is {status}",
    doNext: "Wait; a change of key takes about half a minute. We look again by ourselves.",
  },
  "dynamodb.encryption.key_changing": {
    short: "its key is being changed",
    found: "the KMS key of the table is {state}",
    doNext: "Wait. We look again by ourselves.",
  },
  "dynamodb.encryption.unknown_manager": {
    short: "unknown kind of key",
    found: 'the key\'s KeyManager is "{manager}"',
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

export const encryption = defineCheck({
  kind: "dynamodb.encryption",
  summary: "Whose key encrypts the table, by KMS's own word.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html",
  where: TableWhere,
  expect: z.strictObject({
    key: expectation(KeyKind)
      .optional()
      .describe(
        "Whose key it is, by KMS's KeyManager: `AWS_OWNED`, `AWS_MANAGED` or `CUSTOMER_MANAGED`; " +
          "default a key of the account, which is one of the last two.",
      ),
  }),
  defaultExpect: { key: { oneOf: ["AWS_MANAGED", "CUSTOMER_MANAGED"] } },
  reasons,
  facts: (where) => ({
    ...tableFacts(where),
    key: ifApplicable(encryptionKey(tableOf(where))),
  }),
  choices: ["SSESpecification"],
  expected: ({ key }) => `encrypted with a key that is ${describeExpectation(key ?? "any")}`,
  evaluate: ({ facts, where, expect, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const wanted = expect.key ?? "any";
    const judged = (line: Line, by = "table"): Verdict => ({
      kind: "judged",
      lines: { key: line },
      by: [by],
    });
    if (!table.encryption) {
      return judged(
        isAsExpected(wanted, "AWS_OWNED")
          ? say.met()
          : say.notMet("dynamodb.encryption.aws_owned_key"),
      );
    }
    const { status } = table.encryption;
    if (changingEncryption.has(status)) {
      return say.unknown("target", "dynamodb.encryption.changing", { status });
    }
    if (status !== "ENABLED") return unknownValue("SSEDescription.Status", status);
    if (!facts.key) return unknownValue("SSEDescription.KMSMasterKeyArn", "not there");
    if (!facts.key.exists) return judged(say.notMet("dynamodb.encryption.key_gone"), "key");
    const { manager, state } = facts.key;
    const found = kindOfKey(facts.key);
    if (found === undefined) {
      return say.unknown("rubric", "dynamodb.encryption.unknown_manager", { manager });
    }
    if (!isAsExpected(wanted, found)) {
      return judged(say.notMet("dynamodb.encryption.other_key", { found }), "key");
    }
    switch (usabilityOfKey(facts.key)) {
      case "enabled":
        return judged(say.met(), "key");
      case "changing":
        return say.unknown("target", "dynamodb.encryption.key_changing", { state });
      case "notEnabled":
        return judged(say.notMet("dynamodb.encryption.key_not_enabled", { state }), "key");
      case undefined:
        return unknownValue("KeyState", state, "key");
    }
  },
});
