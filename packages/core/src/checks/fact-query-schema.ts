import { closest, distance } from "fastest-levenshtein";
import * as z from "zod";
import type { Fact, FactRef } from "../facts/fact.ts";
import { allFacts } from "../facts/registry.generated.ts";
import { JsonObject } from "../json.ts";
import { TableWhere } from "./existing-table.ts";
import { expectation } from "./expectation.ts";
import { expressionProblem } from "./jmespath.ts";

const factsByKind = new Map(allFacts.map((fact) => [fact.kind, fact]));

/** Where a query looks: a kind of fact and its parameters. */
export const QueryWhere = z
  .looseObject({
    fact: z
      .enum([...factsByKind.keys()], { error: ({ input }) => unknownKind(input) })
      .describe("Kind of the fact that is looked at; no default.")
      .meta({ examples: ["scaling.targets"] }),
    params: JsonObject.optional().describe(
      "Parameters of the fact; what is not given is taken from the lab's own `where`.",
    ),
  })
  .superRefine((where, context) => {
    const fact = factsByKind.get(where.fact);
    if (!fact) return;
    const own = where.params ?? {};
    const known = paramNames(fact);
    for (const name of Object.keys(own).filter((one) => known && !known.includes(one))) {
      const message = `${fact.kind} has no parameter "${name}"; it knows ${known?.join(", ")}`;
      context.addIssue({ code: "custom", path: ["params", name], message });
    }
    const parsed = fact.params.safeParse(givenParams(where));
    for (const { path, message } of parsed.error?.issues ?? []) {
      const [name = ""] = path;
      const below = String(name) in own ? ["params"] : [];
      context.addIssue({ code: "custom", path: [...below, ...path], message });
    }
  });
export type QueryWhere = z.infer<typeof QueryWhere>;

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);
const Query = z
  .string()
  .min(1)
  .superRefine((expression, context) => {
    const message = expressionProblem(expression);
    if (message !== undefined) context.addIssue({ code: "custom", message });
  })
  .describe("JMESPath expression over the normalised value of the fact.");
const lineOf = {
  query: Query,
  is: expectation(z.union([Scalar, z.array(Scalar)])).describe(
    "What the expression must give: a value, a list as a set, or `any` for anything but nothing; no default.",
  ),
};
const QueryLine = z.strictObject(lineOf);
/** One expression and what it must give, or several, each under a name. */
export const QueryExpect: z.ZodType<QueryExpect> = z
  .object({ query: lineOf.query.optional(), is: lineOf.is.optional() })
  .catchall(
    QueryLine.describe("A line of its own name, with `query` and `is`; lines share the points."),
  )
  .superRefine(({ query, is }, context) => {
    if ((query === undefined) === (is === undefined)) return;
    const [present, missing] = query === undefined ? ["is", "query"] : ["query", "is"];
    const message = `\`${present}\` needs \`${missing}\` beside it`;
    context.addIssue({ code: "custom", path: [present ?? ""], message });
  });
export type QueryLine = z.infer<typeof QueryLine>;
/** Read by {@link queryLines}. */
export type QueryExpect = Readonly<Record<string, unknown>>;

/** The fact that is looked at, with what is known of its table, if it is a table's. */
export interface QueriedFact {
  readonly ref: FactRef;
  readonly summary: string;
  readonly table: TableWhere | undefined;
}

/** @throws Error when no fact has this kind: a lab that names it can't be loaded. */
export function queriedFact(where: QueryWhere): QueriedFact {
  const fact = factsByKind.get(where.fact);
  if (!fact) throw new Error(unknownKind(where.fact));
  const params = fact.params.parse(givenParams(where));
  const table = TableWhere.safeParse(params);
  return {
    ref: { kind: fact.kind, params },
    summary: fact.summary,
    table: table.success ? table.data : undefined,
  };
}

/** Expressions by the name of their line; one that has no name of its own is called `it`. */
export function queryLines(expect: QueryExpect): Readonly<Record<string, QueryLine>> {
  const { query, is, ...named } = expect;
  const lines = query === undefined ? named : { it: { query, is }, ...named };
  return z.record(z.string(), QueryLine).parse(lines);
}

/** The criterion's own parameters, and below them the lab's defaults of `where`. */
function givenParams({ fact: _fact, params, ...defaults }: QueryWhere): JsonObject {
  return { ...JsonObject.parse(defaults), ...params };
}

/** `undefined`: the fact does not tell. */
function paramNames({ params }: Fact): readonly string[] | undefined {
  return params instanceof z.ZodObject ? Object.keys(params.shape) : undefined;
}

function unknownKind(kind: unknown): string {
  if (typeof kind !== "string")
    return "fact.query needs `fact`: the kind of fact that is looked at";
  const similar = closest(kind, [...factsByKind.keys()]);
  const hint = distance(kind, similar) <= 6 ? `; did you mean ${similar}?` : "";
  return `no fact is of kind ${kind}${hint}`;
}
