import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZodError } from "zod";
import { isJsonObject, type JsonObject } from "../json.ts";
import type { NormalisedInput } from "./fact.ts";
import { getFact } from "./read-facts.ts";

const asked = { input: {}, region: "us-west-2", observedAt: "2026-03-01T12:00:00.000Z" };
const params: JsonObject = {
  ...{ region: "us-east-1", table: "lab-tickets" },
  ...{ replicas: ["us-west-2"], replica: "us-west-2", reserved: {} },
};
const words = [
  ...["Table", "TableName", "TableStatus", "Replicas", "RegionName", "ReplicaStatus"],
  ...["SSEDescription", "KMSMasterKeyArn", "KMSMasterKeyId", "KeyMetadata", "KeyManager"],
  ...["KeyState", "Item", "ConsumedCapacity", "CapacityUnits", "__proto__"],
];
const { output: anyOutput } = fc.letrec<{ output: unknown; value: unknown }>((tie) => ({
  output: fc.dictionary(fc.constantFrom(...words), tie("value"), { maxKeys: 5 }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, 1, "ACTIVE", "HIBERNATING", ""),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("output"),
  ),
}));

describe.each(["dynamodb.replica-tables", "kms.replica-keys", "dynamodb.failover-probe"])(
  "the normaliser of %s",
  (kind) => {
    const fact = getFact(kind);
    const operations = Object.keys(fact.operations);
    const absences = Object.values(fact.operations).flatMap(({ absence }) => absence);

    it("makes a value of any answers, or refuses their shape, and nothing else", () => {
      const answer = fc
        .tuple(fc.constantFrom(...operations), fc.oneof(anyOutput, fc.constantFrom(...absences)))
        .map(([operation, said]): NormalisedInput => {
          if (typeof said === "string") return { ...asked, operation, absent: said, message: "" };
          const output: unknown = JSON.parse(JSON.stringify(said));
          return { ...asked, operation, output: isJsonObject(output) ? output : {} };
        });

      fc.assert(
        fc.property(fc.array(answer, { maxLength: 4 }), (answers) => {
          try {
            expect(fact.normalise(answers, params)).toBeDefined();
          } catch (error) {
            expect(error).toBeInstanceOf(ZodError);
          }
        }),
      );
    });
  },
);

describe("the replica tables of a lab", () => {
  it("are left behind, each in its region, but not those that are being deleted", () => {
    const fact = getFact("dynamodb.replica-tables");
    const answer = (region: string, TableStatus: string): NormalisedInput => ({
      ...{ ...asked, operation: "DescribeTable", region },
      output: { Table: { TableName: "lab-tickets", TableStatus, DeletionProtectionEnabled: true } },
    });

    const value = fact.normalise(
      [answer("us-west-2", "ACTIVE"), answer("eu-west-1", "DELETING")],
      params,
    );

    expect(fact.leavesBehind(value, params)).toMatchObject([
      {
        what: "replica",
        region: "us-west-2",
        command: expect.stringMatching(
          /--no-deletion-protection-enabled && .*delete-table --region us-west-2/,
        ),
      },
    ]);
  });
});
