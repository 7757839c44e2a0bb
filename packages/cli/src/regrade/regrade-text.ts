import type { PlannedRow } from "@lab-grader/core/contracts/endpoints/regrades";
import type { PlanSummary } from "@lab-grader/core/regrade/plan-summary";
import { pointsText } from "@lab-grader/core/views/figures";
import { counted } from "../feedback/figures.ts";
import { renderTable } from "../terminal/table.ts";
import type { Terminal } from "../terminal/terminal.ts";
import type { WholeRegrade } from "./whole-regrade.ts";

type Drawing = Pick<Terminal, "marks" | "columns">;

/** A plan or an application for a person, with every submission that differs. */
export function regradeText(view: WholeRegrade, { marks, columns }: Drawing): string {
  const { job, step, summary, labVersion } = view;
  const facts = [
    `${step === "plan" ? "Plan" : "Application"} ${job.jobId}`,
    job.state,
    ...(labVersion === undefined ? [] : [`lab version ${labVersion}`]),
  ];
  return [
    facts.join(` ${marks.dot} `),
    ...(job.fault ? [`${job.fault.code}: ${job.fault.text}`] : []),
    ...(summary ? summaryLines(summary, { marks, columns }) : []),
    ...rowLines(view.planned ?? [], { marks, columns }),
    ...appliedLines(view.applied ?? []),
  ].join("\n");
}

function summaryLines(summary: PlanSummary, drawing: Drawing): string[] {
  const { submissions, changed, up, down, same, kept, refused, histogram, criteria } = summary;
  return [
    `${counted(submissions, "submission")}: ${up} up, ${down} down, ${same} with the same points, ${refused} can't be judged again`,
    `${counted(changed, "grade")} would be written${kept > 0 ? `; ${kept} would be worse and stay` : ""}`,
    "",
    ...histogramLines(histogram, drawing),
    ...(criteria.length === 0 ? [] : ["", ...criteriaLines(criteria)]),
  ];
}

/** Points more or fewer, and a bar of how many submissions. */
function histogramLines(
  histogram: PlanSummary["histogram"],
  { marks, columns }: Drawing,
): string[] {
  const most = Math.max(1, ...histogram.map(({ submissions }) => submissions));
  const labels = histogram.map(({ difference }) =>
    difference > 0 ? `+${pointsText(difference)}` : pointsText(difference),
  );
  const width = Math.max(0, ...labels.map((label) => label.length));
  const longest = Math.max(10, columns - width - 20);
  return histogram.map(({ submissions }, at) => {
    const bar = marks.bar.repeat(Math.max(1, Math.round((submissions / most) * longest)));
    return `${(labels[at] ?? "").padStart(width)} points ${marks.edge} ${bar} ${submissions}`;
  });
}

function criteriaLines(criteria: PlanSummary["criteria"]): string[] {
  return criteria.map(
    ({ criterion, from, to, submissions }) =>
      `${criterion}: ${verdictText(from)} -> ${verdictText(to)}, ${counted(submissions, "submission")}`,
  );
}

function verdictText(outcome: string): string {
  return outcome.replaceAll("_", " ");
}

function rowLines(rows: WholeRegrade["planned"] & {}, { marks }: Drawing): string[] {
  const told = rows.filter(({ status }) => status !== "same");
  if (told.length === 0) return [];
  const table = renderTable(
    [
      { title: "learner", most: 24 },
      { title: "submission" },
      { title: "now", align: "right" },
      { title: "then", align: "right" },
      { title: "what differs", most: 60 },
    ],
    told.map((row) => [
      row.login,
      `${row.stage} ${row.number}`,
      row.from ? pointsText(row.from.points) : marks.none,
      row.to ? pointsText(row.to.points) : marks.none,
      differenceText(row),
    ]),
    marks,
  );
  return ["", table];
}

function differenceText({ status, changes, refusal }: PlannedRow): string {
  if (refusal) return refusal.text;
  const criteria = changes.map(({ criterion }) => criterion.slice(criterion.indexOf(".") + 1));
  return `${status === "kept" ? "would be worse, stays: " : ""}${criteria.join(", ")}`;
}

function appliedLines(rows: WholeRegrade["applied"] & {}): string[] {
  const changed = rows.filter(({ status }) => status === "changed");
  const applied = rows.filter(({ status }) => status === "applied");
  return [
    ...(rows.length === 0 ? [] : [`${counted(applied.length, "grade")} written`]),
    ...(changed.length === 0
      ? []
      : [
          "Left alone, because another grade counts since the plan; plan again:",
          ...changed.map(({ login, submissionId }) => `  ${login}: ${submissionId}`),
        ]),
  ];
}
