import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ZodError } from "zod";
import { allChecks } from "../checks/registry.generated.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import type { Fact, NormalisedInput } from "./fact.ts";
import { factPlan } from "./fact-plan.ts";
import { getFact } from "./read-facts.ts";
import { allFacts } from "./registry.generated.ts";

const table: JsonObject = { region: "us-east-1", table: "lab-orders" };
/** Facts that only the generic check asks, or none. */
const askedByNoCheck: Readonly<Record<string, JsonObject>> = {
  "access-analyzer.public-access": { ...table, of: "table" },
  "cloudtrail.data-events": table,
  "cloudtrail.trails": table,
  "cloudwatch.metrics": {
    region: "us-east-1",
    metrics: [
      {
        namespace: "AWS/DynamoDB",
        metric: "ConsumedReadCapacityUnits",
        dimensions: { TableName: "lab-orders" },
        statistic: "Sum",
      },
    ],
    windowMinutes: 60,
    periodSeconds: 60,
  },
  "dynamodb.table-elsewhere": { ...table, elsewhere: "us-west-2" },
};

const paramsByKind = new Map<string, JsonObject>(
  allChecks
    .flatMap(({ facts, example, defaultExpect }) =>
      factPlan(
        Object.values(facts({ ...table, ...example.where }, example.expect ?? defaultExpect)),
      ).flat(),
    )
    .map(({ kind, params }) => [kind, params]),
);

function paramsOf(kind: string): JsonObject {
  return paramsByKind.get(kind) ?? askedByNoCheck[kind] ?? table;
}

/** Values that AWS may one day give where another was expected. */
const leaf = fc.oneof(
  fc.constantFrom<Json>(
    ...["", "ACTIVE", "ENABLED", "A_NEW_STATE", "lab-orders", "x".repeat(40_000), "__proto__"],
    ...["2026-03-01T12:00:00.000Z", "arn:aws:dynamodb:us-east-1:111111111111:table/lab-orders"],
    ...["%7B%22Statement%22%3A%7B%22Effect%22%3A%22Allow%22%7D%7D", "%", "{", "[]", "null"],
    ...['{"Statement":{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}}'],
    ...[null, true, false, 0, -1, 1.5, 1e300],
  ),
  fc.jsonValue({ maxDepth: 2 }).map(asJson),
);

/** An output with some of the members that the fact keeps, as lists or not. */
function outputOf(fact: Fact, operation: string): fc.Arbitrary<JsonObject> {
  const paths = fact.operations[operation]?.keep ?? [];
  const member = fc.tuple(fc.constantFrom("", ...paths), leaf, fc.boolean());
  return fc
    .array(member, { maxLength: paths.length * 2 })
    .map((members) =>
      members.reduce<JsonObject>(
        (output, [path, value, isListed]) => withMember(output, path.split("."), value, isListed),
        {},
      ),
    );
}

function withMember(
  into: JsonObject,
  [head = "", ...rest]: readonly string[],
  value: Json,
  isListed: boolean,
): JsonObject {
  if (head === "") return into;
  const existing = into[head];
  const [first] = Array.isArray(existing) ? existing : [existing];
  const below = isJsonObject(first) ? first : {};
  const inner = rest.length === 0 ? value : withMember(below, rest, value, isListed);
  return { ...into, [head]: isListed ? [inner] : inner };
}

function asJson(value: unknown): Json {
  const parsed: Json = JSON.parse(JSON.stringify(value));
  return parsed;
}

describe.each(allFacts.map(({ kind }) => kind))("the normaliser of %s", (kind) => {
  const fact = getFact(kind);
  const params = paramsOf(kind);
  const operations = Object.keys(fact.operations);
  const answer = fc.constantFrom(...operations).chain((operation) => {
    const call = {
      operation,
      input: {},
      region: "us-east-1",
      observedAt: "2026-03-01T12:00:00.000Z",
    };
    const absences = fact.operations[operation]?.absence ?? [];
    const output = outputOf(fact, operation).map(
      (found): NormalisedInput => ({ ...call, output: found }),
    );
    if (absences.length === 0) return output;
    const absent = fc
      .constantFrom(...absences)
      .map((code): NormalisedInput => ({ ...call, absent: code, message: "no" }));
    return fc.oneof({ weight: 4, arbitrary: output }, absent);
  });

  it("is tried with parameters that the fact takes", () => {
    expect(fact.iam(params)).toBeInstanceOf(Array);
  });

  it("makes a value of whatever AWS may answer, or refuses its shape, and nothing else", () => {
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

  it("makes a value of every absence that it declares", () => {
    for (const [operation, { absence }] of Object.entries(fact.operations)) {
      for (const absent of absence) {
        const call = {
          operation,
          input: {},
          region: "us-east-1",
          observedAt: "2026-03-01T12:00:00.000Z",
        };
        const answers: NormalisedInput[] = [{ ...call, absent, message: "no" }];

        expect(fact.normalise(answers, params), `${operation} ${absent}`).toBeDefined();
      }
    }
  });
});
