import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZodError } from "zod";
import { isJsonObject, type JsonObject } from "../json.ts";
import type { NormalisedInput } from "./fact.ts";
import { getFact } from "./read-facts.ts";
import { allFacts } from "./registry.generated.ts";

const params: JsonObject = { region: "us-east-1", table: "lab-orders", elsewhere: "us-west-2" };

/** Words that AWS's answers have, so that random answers come close to real ones. */
const words = [
  ...["Table", "TableName", "TableArn", "TableStatus", "KeySchema", "AttributeDefinitions"],
  ...["SSEDescription", "GlobalSecondaryIndexes", "Projection", "KeyMetadata", "Tags", "Key"],
  ...["Value", "Policy", "BackupSummaries", "TableNames", "TimeToLiveDescription"],
  ...["ContinuousBackupsDescription", "PointInTimeRecoveryDescription", "__proto__"],
];
const { output: anyOutput } = fc.letrec<{ output: unknown; value: unknown }>((tie) => ({
  output: fc.dictionary(fc.constantFrom(...words), tie("value"), { maxKeys: 5 }),
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, 0, -1, "ENABLED", "HASH", "S", ""),
    fc.array(tie("value"), { maxLength: 3 }),
    tie("output"),
  ),
}));

describe.each(allFacts.map(({ kind }) => kind))("the normaliser of %s", (kind) => {
  const fact = getFact(kind);
  const operation = Object.keys(fact.operations)[0] ?? "";
  const absences = Object.values(fact.operations).flatMap(({ absence }) => absence);

  it("makes a value of any answer, or refuses its shape, and nothing else", () => {
    const answer = fc.oneof(
      anyOutput.map((output): NormalisedInput => {
        const asJson: unknown = JSON.parse(JSON.stringify(output));
        return { operation, input: {}, output: isJsonObject(asJson) ? asJson : {} };
      }),
      fc
        .constantFrom("ResourceNotFoundException", ...absences)
        .map((absent): NormalisedInput => ({ operation, input: {}, absent })),
    );

    fc.assert(
      fc.property(fc.array(answer, { maxLength: 3 }), (answers) => {
        try {
          expect(fact.normalise(answers, params)).toBeDefined();
        } catch (error) {
          expect(error).toBeInstanceOf(ZodError);
        }
      }),
    );
  });

  it("reads an absence as such", () => {
    for (const absent of absences) {
      const value = fact.normalise([{ operation, input: {}, absent }], params);

      expect(value).toMatchObject({ exists: false });
    }
  });
});
