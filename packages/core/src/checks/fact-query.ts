import { Json } from "../json.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, everyLine, ifApplicable, type Line } from "./check.ts";
import {
  existingTable,
  tableFacts,
  tableReasons,
  updatingReasons,
  whileUpdating,
} from "./existing-table.ts";
import { describeExpectation, isAsExpected } from "./expectation.ts";
import {
  QueryExpect,
  type QueryLine,
  QueryWhere,
  queriedFact,
  queryLines,
} from "./fact-query-schema.ts";
import { computedOf } from "./jmespath.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...updatingReasons,
  "fact.query.other": {
    short: "not as asked",
    found: '"{query}" gives "{found}"',
    doNext: "Change it to what is expected; the lab sheet tells you how.",
  },
  "fact.query.absent": {
    short: "nothing there",
    found: "AWS has nothing of the kind: {summary}",
    doNext: "Make what is expected; the lab sheet tells you how.",
    isAbsence: true,
  },
  "fact.query.not_applicable": {
    short: "nothing to look at",
    found: "there is nothing that could have it: {summary}",
    doNext: "Make what it belongs to first; the lab sheet tells you how.",
    isAbsence: true,
  },
  "fact.query.not_computable": {
    short: "the lab needs a correction",
    found: '"{query}" can\'t be computed of what AWS answered',
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
});

/** Everything that no check has a name for can be asked with it. */
export const factQuery = defineCheck({
  kind: "fact.query",
  summary: "A JMESPath expression over what any kind of fact found gives what is expected.",
  read: "docs.aws.amazon.com/amazondynamodb/latest/developerguide/Introduction.html",
  where: QueryWhere,
  expect: QueryExpect,
  defaultExpect: { query: "exists != `false`", is: true },
  example: {
    where: { fact: "dynamodb.limits", params: { region: "us-east-1" } },
    expect: { query: "tableReadUnits", is: { atLeast: 1000 } },
  },
  reasons,
  facts: (where) => {
    const { ref, table } = queriedFact(where);
    return { value: ifApplicable(ref), ...(table && tableFacts(table)) };
  },
  expected: (expect) =>
    Object.entries(queryLines(expect))
      .map(([name, { query, is }]) => `${name === "it" ? query : name}: ${describeExpectation(is)}`)
      .join(", "),
  evaluate: ({ facts, where, expect, say }) => {
    const { summary, table: of } = queriedFact(where);
    const asked = queryLines(expect);
    if (of && facts.table) {
      const there = { table: facts.table, names: facts.names };
      const { table, verdict } = existingTable(there, of, asked);
      if (!table) return verdict;
      const updating = whileUpdating(table);
      if (updating) return updating;
    }
    if (facts.value === undefined) {
      const line = say.notMet("fact.query.not_applicable", { summary });
      return { kind: "judged", lines: everyLine(asked, line), ...(of && { by: ["table"] }) };
    }
    // An expression sees what a fact says as JSON: without the members that have no value.
    const value = Json.parse(JSON.parse(JSON.stringify(facts.value)));
    const lines: Record<string, Line> = {};
    for (const [name, { query: expression, is }] of Object.entries(asked)) {
      const result = computedOf(expression, value);
      // A line of its own name is written for people.
      const query = name === "it" ? expression : name;
      if (result.ok && isGiven(is, result.value)) {
        lines[name] = say.met();
        continue;
      }
      if (isAbsent(value)) {
        lines[name] = say.notMet("fact.query.absent", { summary });
        continue;
      }
      if (!result.ok) return say.unknown("rubric", "fact.query.not_computable", { query });
      lines[name] = say.notMet("fact.query.other", { query, found: shown(result.value) });
    }
    return { kind: "judged", lines };
  },
});

/** `null` is JMESPath's nothing, which `any` is not. */
function isGiven(is: QueryLine["is"], result: Json): boolean {
  return is === "any" ? result !== null : isAsExpected(is, result);
}

/** How facts say that the thing itself is not there. */
function isAbsent(value: Json): boolean {
  const exists = computedOf("exists", value);
  return exists.ok && exists.value === false;
}

function shown(result: Json): string {
  if (typeof result === "string") return result;
  const isPlain = Array.isArray(result) && result.every((one) => typeof one !== "object");
  return isPlain && result.length > 0 ? result.join(", ") : JSON.stringify(result);
}
