import type { EvidenceView } from "@lab-grader/core/contracts/endpoints/submission-steps";
import { isJsonObject, type Json } from "@lab-grader/core/json";

export type Fact = EvidenceView["facts"][number];

/** `dynamodb.table · region us-east-1 · table lab-orders` */
export function factName(fact: Pick<Fact, "kind" | "params">): string {
  return [fact.kind, paramsText(fact)].filter(Boolean).join(" · ");
}

/** `region us-east-1 · table lab-orders` */
export function paramsText({ params }: Pick<Fact, "params">): string {
  return Object.entries(params)
    .map(([name, value]) => `${name} ${typeof value === "string" ? value : JSON.stringify(value)}`)
    .join(" · ");
}

/** Names of the criteria that the facts judge, each once. */
export function criteriaOf(facts: readonly Fact[]): readonly string[] {
  return [...new Set(facts.flatMap(({ criteria }) => criteria))];
}

export function kindsOf(facts: readonly Fact[]): readonly string[] {
  return [...new Set(facts.map(({ kind }) => kind))].sort();
}

/** Facts that fit all of it; an empty text asks for nothing. */
export function factsWith(
  facts: readonly Fact[],
  by: { readonly criterion: string; readonly kind: string; readonly words: string },
): readonly Fact[] {
  const { criterion, kind, words } = by;
  return facts.filter(
    (fact) =>
      (criterion === "" || fact.criteria.includes(criterion)) &&
      (kind === "" || fact.kind === kind) &&
      hasWords(fact, words),
  );
}

/** Whether a value, or a name in it, has these words; case is all one. */
export function jsonHas(value: Json, words: string): boolean {
  const wanted = words.trim().toLowerCase();
  if (wanted === "") return true;
  if (Array.isArray(value)) return value.some((each) => jsonHas(each, wanted));
  if (isJsonObject(value)) {
    return Object.entries(value).some(
      ([name, member]) => name.toLowerCase().includes(wanted) || jsonHas(member, wanted),
    );
  }
  return String(value).toLowerCase().includes(wanted);
}

function hasWords(fact: Fact, words: string): boolean {
  if (words.trim() === "") return true;
  const { kind, params, answers } = fact;
  return (
    jsonHas([kind, params], words) ||
    answers.some(({ service, operation, region, input, output, error, as }) =>
      jsonHas(
        [`${service} ${operation}`, region, input, output ?? null, error?.name ?? null, as ?? null],
        words,
      ),
    )
  );
}
