import type { Check } from "@lab-grader/core/checks/check";
import { defaultText, exampleText, useText, valueText } from "@lab-grader/core/checks/check-page";
import type { CheckDescription, DescribedKey } from "@lab-grader/core/checks/describe-check";
import type { Terminal } from "../terminal/terminal.ts";
import { wrap } from "../terminal/wrap.ts";

type Look = Pick<Terminal, "columns">;

/** Every check in a line or two. */
export function checkListText(
  checks: readonly Pick<Check, "kind" | "summary">[],
  { columns }: Look,
): string {
  return checks
    .toSorted((left, right) => (left.kind < right.kind ? -1 : 1))
    .map(({ kind, summary }) =>
      [kind, wrap(summary, columns, { first: "  ", rest: "  " })].join("\n"),
    )
    .join("\n");
}

/** Everything that an author can know of one check. */
export function checkText(check: CheckDescription, { columns }: Look): string {
  const { kind, summary, read, where, expect, otherLines, defaultExpect, facts, reasons } = check;
  const indented = (text: string, depth: number) =>
    wrap(text, columns, { first: " ".repeat(depth), rest: " ".repeat(depth + 2) });
  const keys = (title: string, all: readonly DescribedKey[]) =>
    all.length === 0
      ? []
      : [
          title,
          ...all.flatMap((key) => [
            indented(`${key.name}: ${valueText(key)}`, 2),
            ...(key.description === "" ? [] : [indented(key.description, 4)]),
          ]),
        ];
  return [
    [kind, indented(summary, 2), `  ${read}`],
    keys("where", where),
    keys("expect", otherLines ? [...expect, otherLines] : expect),
    ["without expect", indented(defaultText(defaultExpect), 2)],
    [
      "asks",
      ...facts.flatMap((fact) => [
        indented(`${fact.kind} (${useText(fact.use)}): ${fact.summary}`, 2),
        indented(`calls ${fact.operations.join(", ")}`, 4),
        indented(`needs ${fact.actions.join(", ")}`, 4),
      ]),
    ],
    [
      "reasons",
      ...reasons.flatMap(({ code, short, found, doNext }) => [
        indented(`${code}: ${short}`, 2),
        indented(`found: ${found}`, 4),
        indented(`do next: ${doNext}`, 4),
      ]),
    ],
    ["example", exampleText(check.example).trimEnd()],
  ]
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n");
}
