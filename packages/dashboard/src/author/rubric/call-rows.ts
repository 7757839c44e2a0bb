import type { RubricStage } from "@lab-grader/core/views/lab-rubric";
import { text } from "../../text/text.ts";

const words = text.rubric.calls;

type Fact = RubricStage["facts"][number];

/** One operation that is asked of AWS. */
export interface CallRow {
  readonly operation: string;
  readonly service: string;
  readonly region: string;
  readonly what: string;
  readonly level: number;
  readonly fact: Fact;
}

/** What facts ask of AWS, operation by operation. */
export function callRows(facts: readonly Fact[]): readonly CallRow[] {
  return facts.flatMap((fact) =>
    fact.operations.map((call) => {
      const [service = "", operation = call] = call.split(" ");
      return {
        ...{ operation, service, fact, region: regionOf(fact), level: fact.level },
        what: [
          fact.summary,
          ...paramsOf(fact),
          ...(fact.probe ? [words.probe[fact.probe]] : []),
        ].join("; "),
      };
    }),
  );
}

/** `if StringEquals aws:ResourceTag/lab: a, b` */
export function conditionWords(
  condition: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {},
): readonly string[] {
  return Object.entries(condition).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) =>
      text.rubric.criterion.condition(operator, key, values.join(", ")),
    ),
  );
}

/** What it is asked about; its region stands in a column of its own. */
function paramsOf({ params }: Fact): readonly string[] {
  return Object.entries(params)
    .filter(([name]) => name !== "region" && name !== "elsewhere")
    .map(([name, value]) =>
      words.param(name, typeof value === "string" ? value : JSON.stringify(value)),
    );
}

function regionOf({ params }: Fact): string {
  // A fact that looks elsewhere names the region it stands on, too.
  const region = params.elsewhere ?? params.region;
  return typeof region === "string" ? region : words.global;
}
