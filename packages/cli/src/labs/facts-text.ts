/** What this needs of a fact that was asked. */
export interface FactShown {
  readonly kind: string;
  readonly summary: string;
  readonly params: object;
  /** Absent where there was nothing to ask, or no answer. */
  readonly value?: unknown;
}

/** Every fact with its parameters and its value as JSON: what a JMESPath expression is read against. */
export function factsText(facts: readonly FactShown[]): string {
  return facts.map(factText).join("\n\n");
}

function factText({ kind, summary, params, value }: FactShown): string {
  const head = `${kind}  ${JSON.stringify(params)}\n${summary}`;
  return value === undefined
    ? `${head}\n(nothing to ask here)`
    : `${head}\n${JSON.stringify(value, undefined, 2)}`;
}
