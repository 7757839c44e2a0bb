import { labVariables } from "@lab-grader/core/lab/bind-stage";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { type ResolvedStep, resolveStep } from "@lab-grader/core/lab/resolve-step";
import { gradebookWidth } from "../gradebook/gradebook-table.ts";
import { awsCliCommand } from "./aws-cli-command.ts";
import { demoLearners, demoStage, shownLearner } from "./demo-learners.ts";

/** How to mend the shown learner's table, and to see the points change. */
export interface Tour {
  readonly login: string;
  readonly lab: string;
  readonly region: string;
  /** What the learner left out. */
  readonly step: ResolvedStep;
}

/** From the case of the shown learner: the step that it skips is what there is to mend. */
export function tourOf({ lab, solution, cases }: AuthoredLab): Tour {
  const learner = demoLearners.find(({ login }) => login === shownLearner);
  const skipped = cases.find(({ name }) => name === learner?.labCase)?.skip ?? [];
  const step = solution.stages
    .find(({ stage }) => stage === demoStage)
    ?.steps.find(({ name }) => skipped !== "all" && skipped.includes(name));
  if (!step) throw new Error(`The case of ${shownLearner} leaves out no step of the solution.`);
  // Neither account is named in what the learner has left out.
  const variables = labVariables(lab, {
    learner: { login: shownLearner, accountId: "" },
    graderAccountId: "",
  });
  const resolved = resolveStep(step, variables, new Map());
  return { login: shownLearner, lab: lab.id, region: resolved.region, step: resolved };
}

const labelWidth = 18;

/** The tour as lines that can be pasted into another terminal. */
export function renderTour(
  { login, lab, region, step }: Tour,
  { sandboxUrl, intro }: { readonly sandboxUrl: string; readonly intro: string },
): string {
  const rest = " ".repeat(labelWidth);
  const beside = (label: string, lines: readonly string[]): string =>
    lines.map((line, place) => (place === 0 ? label.padEnd(labelWidth) : rest) + line).join("\n");
  const width = gradebookWidth - labelWidth;
  return [
    beside("Play with it", [
      intro,
      // AWS_REGION alone is not enough: version 1 of the AWS CLI does not read it.
      `export AWS_ENDPOINT_URL=${sandboxUrl}`,
      `export AWS_DEFAULT_REGION=${region}`,
      `export AWS_ACCESS_KEY_ID=${login} AWS_SECRET_ACCESS_KEY=local`,
      ...continued(awsCliCommand(step), width),
      `npx labgrader submit ${lab} ${demoStage} --as ${login}`,
    ]),
    beside(
      "No aws command?",
      continued(
        [`npx labgrader try ${lab} ${demoStage}`, `--as ${login}`, `--fix ${step.name}`],
        width,
      ),
    ),
  ].join("\n");
}

/** Words in lines of at most `width`, as a shell continues them. */
function continued(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  for (const word of words) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width - " \\".length) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(last === undefined ? word : `  ${word}`);
    }
  }
  return lines.map((line, place) => (place < lines.length - 1 ? `${line} \\` : line));
}
