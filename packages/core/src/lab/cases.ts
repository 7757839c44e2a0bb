import * as z from "zod";
import { StageId } from "../ids.ts";
import { Json } from "../json.ts";
import { answerProblems } from "./answers.ts";
import { type ExpectedOutcome, readExpected } from "./expected-outcomes.ts";
import { DurationSeconds, type Lab } from "./lab.ts";
import { type Path, type Places, parseWith } from "./places.ts";
import { type CaseChange, changedSteps, plannedSteps } from "./plan-case.ts";
import type { LabProblem, Loaded } from "./problem.ts";
import { SettlingKind } from "./settling.ts";
import { describeUnknown, type Solution, stepProblems } from "./solution.ts";
import { readSteps, type Step, StepName } from "./step.ts";
import { builtInVariables, unknownVariables } from "./variables.ts";
import { parseYaml } from "./yaml-source.ts";

/** `red`: something is wrong. `green`: another right answer. `unsure`: AWS is not finished. */
export const caseKinds = ["red", "green", "unsure"] as const;
export type CaseKind = (typeof caseKinds)[number];

/** The solution with something done otherwise, and what then comes out otherwise. */
export interface LabCase {
  readonly kind: CaseKind;
  readonly name: string;
  readonly stage: string;
  /** Variables in the steps only: what the learner typed. */
  readonly set: Readonly<Record<string, string>>;
  readonly skip: "all" | readonly string[];
  readonly changes: readonly CaseChange[];
  readonly before: readonly Step[];
  readonly after: readonly Step[];
  /** How long a change of each kind takes; others are finished at once. */
  readonly settlingSeconds: Readonly<Partial<Record<SettlingKind, number>>>;
  /** By criterion id; all others come out as in the solution. */
  readonly expect: ReadonlyMap<string, ExpectedOutcome>;
}

export const CaseName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,39}$/, "a case name: lower-case letters, digits and hyphens");
const SettlingSeconds = DurationSeconds.refine((seconds) => seconds <= 3600, "at most 1h");
/** One case as its author writes it; its steps and outcomes are read one by one. */
export const CaseSource = z.strictObject({
  stage: StageId.optional().describe("Default: the first stage."),
  set: z
    .record(z.string(), z.string())
    .optional()
    .describe("Variables in the steps only: what the learner typed."),
  skip: z
    .union([z.literal("all"), z.array(StepName).min(1)])
    .optional()
    .describe("Steps of the solution that are left out."),
  change: z
    .record(z.string(), Json)
    .optional()
    .describe("A parameter by its path, `make-it.Tags.0.Key`; null takes it out."),
  before: z.record(StepName, z.unknown()).optional(),
  after: z.record(StepName, z.unknown()).optional(),
  settling: z
    .partialRecord(SettlingKind, SettlingSeconds)
    .optional()
    .describe("How long AWS takes, such as 10m; what is not named is finished at once."),
  expect: z.record(z.string(), Json).optional(),
});
type CaseSource = z.infer<typeof CaseSource>;
const CasesSource = z.partialRecord(z.enum(caseKinds), z.record(CaseName, z.unknown()));

interface CaseContext {
  readonly lab: Lab;
  readonly solution: Solution;
  readonly places: Places;
}

/** Reads `cases/cases.yaml`. `file` is the name that problems are shown with. */
export function loadCases(
  file: string,
  text: string,
  { lab, solution }: { readonly lab: Lab; readonly solution: Solution },
): Loaded<readonly LabCase[]> {
  const yaml = parseYaml(file, text);
  if (!yaml.ok) return yaml;
  const places = yaml.value;
  const parsed = parseWith(places, CasesSource, places.value);
  if (!parsed.ok) return parsed;
  const cases: LabCase[] = [];
  const problems: LabProblem[] = [];
  for (const kind of caseKinds) {
    for (const [name, value] of Object.entries(parsed.value[kind] ?? {})) {
      if (cases.some((one) => one.name === name)) {
        problems.push(places.problemAtKey([kind, name], `there is a case "${name}" already`));
      }
      const source = parseWith(places, CaseSource, value, [kind, name]);
      const read = source.ok
        ? readCase(kind, name, source.value, { lab, solution, places })
        : source;
      if (read.ok) cases.push(read.value);
      else problems.push(...read.problems);
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: cases };
}

function readCase(
  kind: CaseKind,
  name: string,
  source: CaseSource,
  { lab, solution, places }: CaseContext,
): Loaded<LabCase> {
  const path = [kind, name];
  const stageId = source.stage ?? lab.stages[0]?.id ?? "";
  const stage = lab.stages.find(({ id }) => id === stageId);
  const solved = solution.stages.find((one) => one.stage === stageId);
  if (!stage || !solved) {
    const known = lab.stages.map(({ id }) => id).join(", ");
    const message = `the lab has no stage "${stageId}"; it has ${known}`;
    return { ok: false, problems: [places.problemAt([...path, "stage"], message)] };
  }
  const before = readSteps(source.before ?? {}, [...path, "before"], places);
  const after = readSteps(source.after ?? {}, [...path, "after"], places);
  const expect = readExpected(source.expect ?? {}, [...path, "expect"], { lab, stage, places });
  const labCase: LabCase = {
    ...{ kind, name, stage: stageId },
    set: source.set ?? {},
    skip: source.skip ?? [],
    changes: Object.entries(source.change ?? {}).map(([key, value]) => ({
      key,
      path: key.split("."),
      value,
    })),
    before: before.ok ? before.value : [],
    after: after.ok ? after.value : [],
    settlingSeconds: source.settling ?? {},
    expect: expect.ok ? expect.value : new Map(),
  };
  const problems = [before, after, expect].flatMap((part) => (part.ok ? [] : part.problems));
  problems.push(...setProblems(labCase, lab, places));
  if (expect.ok) problems.push(...kindProblems(labCase, places));
  problems.push(...skipProblems(labCase, solved.steps, places));
  const context = { lab, solution, places };
  if (problems.length === 0) problems.push(...planProblems(labCase, context));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: labCase };
}

function setProblems({ kind, name, set }: LabCase, lab: Lab, places: Places): LabProblem[] {
  return Object.keys(set)
    .filter((variable) => !Object.hasOwn(lab.variables, variable))
    .map((variable) =>
      places.problemAtKey(
        [kind, name, "set", variable],
        `the lab has no variable "${variable}"; it has ${Object.keys(lab.variables).join(", ")}`,
      ),
    );
}

function skipProblems(labCase: LabCase, steps: readonly Step[], places: Places): LabProblem[] {
  const { kind, name, stage, skip } = labCase;
  if (skip === "all") return [];
  return skip.flatMap((step, index) => {
    if (steps.some((one) => one.name === step)) return [];
    const known = steps.map((one) => one.name).join(", ");
    const message = `the solution of ${stage} has no step "${step}"; it has ${known}`;
    return [places.problemAt([kind, name, "skip", index], message)];
  });
}

/** A case that can't show what its kind promises says nothing. */
function kindProblems({ kind, name, expect, settlingSeconds }: LabCase, places: Places) {
  const path: Path = [kind, name];
  const outcomes = [...expect.values()].map(({ outcome }) => outcome);
  if (kind === "green" && expect.size > 0) {
    const message = "a green case comes out as the solution; it expects nothing of its own";
    return [places.problemAt([...path, "expect"], message)];
  }
  if (kind === "red" && !outcomes.some((one) => one === "not_met" || one === "partly")) {
    return [places.problemAt(path, "a red case expects some criterion to be not_met or partly")];
  }
  if (kind !== "unsure") return [];
  if (Object.keys(settlingSeconds).length === 0) {
    return [
      places.problemAt(path, "an unsure case says what takes time: `settling: {index: 10m}`"),
    ];
  }
  return outcomes.includes("unknown")
    ? []
    : [places.problemAt(path, "an unsure case expects some criterion to be unknown.target")];
}

/** Changes that lead nowhere, variables and answers that nobody gives, in the order of running. */
function planProblems(labCase: LabCase, context: CaseContext): LabProblem[] {
  const { lab, solution, places } = context;
  const { kind, name } = labCase;
  const path: Path = [kind, name];
  const solved = solution.stages.find(({ stage }) => stage === labCase.stage);
  const changed = changedSteps(solved ?? { steps: [], answers: {} }, labCase.changes);
  if (!changed.ok) {
    const { change, problem } = changed;
    return [places.problemAtKey([...path, "change", change.key], problem)];
  }
  const stage = lab.stages.find(({ id }) => id === labCase.stage);
  const [answer] = stage ? answerProblems(stage, changed.value.answers) : [];
  if (answer) {
    const key = `answers.${answer.criterion}`;
    return [places.problemAtKey([...path, "change", key], answer.message)];
  }
  const known = new Set(
    solution.stages
      .slice(
        0,
        solution.stages.findIndex(({ stage }) => stage === labCase.stage),
      )
      .flatMap(({ steps }) => steps.map((step) => step.name)),
  );
  const taken = new Set(solution.stages.flatMap(({ steps }) => steps.map((step) => step.name)));
  const names = [...labCase.before, ...labCase.after].filter((step) => taken.has(step.name));
  if (names[0]) {
    const part = labCase.before.includes(names[0]) ? "before" : "after";
    const message = `the solution has a step "${names[0].name}"; give this one a name of its own`;
    return [places.problemAtKey([...path, part, names[0].name], message)];
  }
  const variables = new Set<string>([...Object.keys(lab.variables), ...builtInVariables]);
  const inChanges = labCase.changes.flatMap((change) =>
    unknownVariables(change.value, variables, [...path, "change", change.key]).map((unknown) =>
      places.problemAt(unknown.path, describeUnknown(unknown.name, variables)),
    ),
  );
  if (inChanges.length > 0) return inChanges;
  const scope = { lab, known, places };
  return [
    ...stepProblems(labCase.before, [...path, "before"], scope),
    // A step of the solution has no place in this file: what is wrong with it, a change or skip did.
    ...stepProblems(plannedSteps(changed.value.steps, labCase.skip), path, scope),
    ...stepProblems(labCase.after, [...path, "after"], scope),
  ];
}
