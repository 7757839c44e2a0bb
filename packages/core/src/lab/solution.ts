import * as z from "zod";
import type { JsonObject } from "../json.ts";
import { Answers, answerProblems } from "./answers.ts";
import type { Lab } from "./lab.ts";
import { type Places, parseWith } from "./places.ts";
import type { LabProblem, Loaded } from "./problem.ts";
import { readSteps, type Step, StepName } from "./step.ts";
import { answerReferences, builtInVariables, unknownVariables } from "./variables.ts";
import { parseYaml, type YamlSource } from "./yaml-source.ts";

export interface SolutionStage {
  readonly stage: string;
  readonly steps: readonly Step[];
  readonly answers: Answers;
}

/** One right way through a lab: what a learner types, stage after stage. */
export interface Solution {
  /** In the order of the lab; a stage that the file leaves out has no steps. */
  readonly stages: readonly SolutionStage[];
}

const SolutionSource = z.record(z.string(), z.record(z.string(), z.unknown()));

/** Reads `cases/solution.yaml`. `file` is the name that problems are shown with. */
export function loadSolution(file: string, text: string, lab: Lab): Loaded<Solution> {
  const yaml = parseYaml(file, text);
  if (!yaml.ok) return yaml;
  const parsed = parseWith(yaml.value, SolutionSource, yaml.value.value);
  if (!parsed.ok) return parsed;
  const problems: LabProblem[] = [];
  for (const stage of Object.keys(parsed.value)) {
    if (lab.stages.some(({ id }) => id === stage)) continue;
    const known = lab.stages.map(({ id }) => id).join(", ");
    problems.push(
      yaml.value.problemAtKey([stage], `the lab has no stage "${stage}"; it has ${known}`),
    );
  }
  const stages = lab.stages.map(({ id }) =>
    readStage(id, parsed.value[id] ?? {}, lab, yaml.value, problems),
  );
  problems.push(...nameProblems(stages, yaml.value));
  const known = new Set<string>();
  for (const { stage, steps } of stages) {
    problems.push(...regionProblems(stage, steps, lab, yaml.value));
    problems.push(...stepProblems(steps, [stage], { lab, known, places: yaml.value }));
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { stages } };
}

/**
 * Variables that nobody defines, and answers of steps that have not run before. `known` are the
 * steps that have run; the given steps are added to it.
 */
export function stepProblems(
  steps: readonly Step[],
  below: readonly (string | number)[],
  context: { readonly lab: Lab; readonly known: Set<string>; readonly places: Places },
): LabProblem[] {
  const { lab, known, places } = context;
  const variables = new Set<string>([...Object.keys(lab.variables), ...builtInVariables]);
  return steps.flatMap((step) => {
    const path = [...below, step.name, `${step.service} ${step.command}`];
    const region: JsonObject = step.region === undefined ? {} : { in: step.region };
    const problems = [
      ...unknownVariables(step.parameters, variables, path),
      ...unknownVariables(region, variables, [...below, step.name]),
    ].map((unknown) => places.problemAt(unknown.path, describeUnknown(unknown.name, variables)));
    if (step.region === undefined && !variables.has("region")) {
      const message = "the lab has no variable `region`; name the step's own: `in: us-east-1`";
      problems.push(places.problemAt([...below, step.name], message));
    }
    for (const reference of answerReferences(step.parameters, path)) {
      if (known.has(reference.step)) continue;
      const message = `no earlier step is called "${reference.step}"`;
      problems.push(places.problemAt(reference.path, message));
    }
    known.add(step.name);
    return problems;
  });
}

/** A right answer works in no region that the lab does not declare; what a case does wrong may. */
function regionProblems(
  stage: string,
  steps: readonly Step[],
  { regions }: Lab,
  places: Places,
): LabProblem[] {
  return steps.flatMap(({ name, region }) => {
    if (region === undefined || region.startsWith("$") || regions.includes(region)) return [];
    const message = `the region ${region} is not declared in lab.yaml; it has ${regions.join(", ") || "none"}`;
    return [places.problemAt([stage, name, "in"], message)];
  });
}

export function describeUnknown(name: string, variables: ReadonlySet<string>): string {
  const known = [...variables].map((one) => `$${one}`).join(", ");
  return `nobody defines $${name}; known are ${known} ($$ is a dollar sign)`;
}

function readStage(
  stage: string,
  value: Readonly<Record<string, unknown>>,
  lab: Lab,
  places: YamlSource,
  problems: LabProblem[],
): SolutionStage {
  const { answers: answered = {}, ...rest } = value;
  const steps = readSteps(rest, [stage], places);
  if (!steps.ok) problems.push(...steps.problems);
  const answers = parseWith(places, Answers, answered, [stage, "answers"]);
  if (!answers.ok) problems.push(...answers.problems);
  const asking = lab.stages.find(({ id }) => id === stage);
  if (answers.ok && asking) {
    for (const { criterion, message } of answerProblems(asking, answers.value)) {
      problems.push(places.problemAtKey([stage, "answers", criterion], message));
    }
  }
  return {
    stage,
    steps: steps.ok ? steps.value : [],
    answers: answers.ok ? answers.value : {},
  };
}

function nameProblems(stages: readonly SolutionStage[], places: Places): LabProblem[] {
  const seen = new Set<string>();
  return stages.flatMap(({ stage, steps }) =>
    steps.flatMap(({ name }) => {
      const isTwice = seen.has(name);
      seen.add(name);
      if (isTwice) {
        return [
          places.problemAtKey([stage, name], `an earlier stage has a step "${name}" already`),
        ];
      }
      const parsed = StepName.safeParse(name);
      if (parsed.success) return [];
      return parsed.error.issues.map((issue) => places.problemAtKey([stage, name], issue.message));
    }),
  );
}
