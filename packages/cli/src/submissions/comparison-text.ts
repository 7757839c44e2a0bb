import type { Json } from "@lab-grader/core/json";
import { pointsText } from "@lab-grader/core/views/figures";
import type { SubmissionsComparison } from "@lab-grader/core/views/submissions-comparison";
import type { Marks } from "../terminal/marks.ts";
import { renderTable } from "../terminal/table.ts";

type Side = SubmissionsComparison["before"];

const longestValue = 60;

/** Criteria that differ, then what AWS answered otherwise. */
export function comparisonText(comparison: SubmissionsComparison, marks: Marks): string {
  const { before, after, criteria, facts } = comparison;
  const changed = criteria.filter(({ change }) => change !== "same");
  const table = renderTable(
    [
      { title: "criterion" },
      { title: "" },
      { title: nameOf(before), most: 30 },
      { title: nameOf(after), most: 30 },
    ],
    changed.map(({ criterion, change, before: was, after: is }) => [
      criterion,
      changeTexts[change],
      was?.short ?? marks.none,
      is?.short ?? marks.none,
    ]),
    marks,
  );
  const answers = facts
    .filter(({ change }) => change !== "same")
    .map(({ kind, change, changes }) => factText(kind, change, changes, marks));
  return [
    `${sideText(before, marks)}\n${sideText(after, marks)}`,
    changed.length === 0 ? "No criterion differs." : table,
    answers.length === 0 ? "AWS answered the same." : answers.join("\n"),
  ].join("\n\n");
}

const changeTexts = {
  same: "same",
  better: "better",
  worse: "worse",
  changed: "other reason",
  only_before: "only before",
  only_after: "only after",
} as const;

function nameOf({ stage, number }: Side): string {
  return `${stage} ${number}`;
}

function sideText(side: Side, { none }: Marks): string {
  const { points, maxPoints, submittedAt, state } = side;
  const figure =
    points === null || maxPoints === null
      ? none
      : `${pointsText(points)} of ${pointsText(maxPoints)} points`;
  return `${nameOf(side)}   ${submittedAt.slice(0, 16).replace("T", " ")} UTC   ${state}   ${figure}`;
}

function factText(
  kind: string,
  change: SubmissionsComparison["facts"][number]["change"],
  changes: SubmissionsComparison["facts"][number]["changes"],
  { none }: Marks,
): string {
  if (change !== "changed") return `${kind}: asked ${changeTexts[change]}`;
  const lines = changes.map(
    ({ path, before, after }) =>
      `  ${path}: ${valueText(before, none)} -> ${valueText(after, none)}`,
  );
  return [kind, ...lines].join("\n");
}

/** As JSON, so that nothing in it reaches the terminal as it stands. */
function valueText(value: Json | undefined, none: string): string {
  if (value === undefined) return none;
  const text = JSON.stringify(value);
  return text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
}
