import type { RosterReport } from "@lab-grader/core/contracts/endpoints/roster";
import { counted } from "../feedback/figures.ts";

const mostNames = 20;

const kinds = [
  ["enrol", "to enrol"],
  ["reEnrol", "to bring back"],
  ["update", "to update"],
  ["missing", "enrolled, and not in the file"],
] as const;

/** What a roster would change, or what is wrong with it. */
export function planText(report: RosterReport): string {
  const { format, learners, plan, changes, skipped, ignoredColumns } = report;
  const head = `${counted(learners, "learner")} in a file as ${format === "plain" ? "plain headers say" : `${named[format]} writes it`}`;
  const lines = kinds.flatMap(([kind, words]) => {
    if (plan[kind] === 0) return [];
    const logins = changes.flatMap((one) => (one.kind === kind ? [one.login] : []));
    const more = logins.length > mostNames ? `, and ${logins.length - mostNames} more` : "";
    return [`  ${plan[kind]} ${words}: ${logins.slice(0, mostNames).join(", ")}${more}`];
  });
  return [
    head,
    ...lines,
    ...(plan.unchanged === 0 ? [] : [`  ${plan.unchanged} as they are`]),
    ...skipped.map(({ line, why }) => `  line ${line} is left out: ${why}`),
    ...(ignoredColumns.length === 0 ? [] : [`  columns not read: ${ignoredColumns.join(", ")}`]),
  ].join("\n");
}

/** One line for each problem: where, what was expected. */
export function problemsText(file: string, { problems, problemCount }: RosterReport): string {
  const lines = problems.map(({ line, column, problem }) =>
    column === undefined ? `${file}:${line}: ${problem}` : `${file}:${line}, ${column}: ${problem}`,
  );
  const left = problemCount - problems.length;
  return [
    ...lines,
    ...(left > 0 ? [`and ${left} more`] : []),
    `${counted(problemCount, "problem")}; nothing was changed.`,
  ].join("\n");
}

const named = { canvas: "Canvas", moodle: "Moodle" } as const;
