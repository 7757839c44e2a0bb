import { isJsonObject, Json } from "../json.ts";
import { Answers } from "./answers.ts";
import type { LabCase } from "./cases.ts";
import type { Solution, SolutionStage } from "./solution.ts";
import type { Step } from "./step.ts";

/** One parameter of the solution that a case sets otherwise; `null` takes it out. */
export interface CaseChange {
  /** As written: `create-the-table.Tags.0.Key`, `answers.read-units`. */
  readonly key: string;
  readonly path: readonly string[];
  readonly value: Json;
}

export interface CasePlan {
  /** The earlier stages as in the solution, then the case's own stage; the last is judged. */
  readonly stages: readonly SolutionStage[];
  /** Variables that the learner typed otherwise, in the case's own stage. */
  readonly set: Readonly<Record<string, string>>;
}

type Changed =
  | { readonly ok: true; readonly value: Pick<SolutionStage, "steps" | "answers"> }
  | { readonly ok: false; readonly change: CaseChange; readonly problem: string };

/**
 * Everything that the learner of a case types, in order; `undefined`: the solution itself.
 * Parameters still hold their variables and `${step.Path}`.
 *
 * @throws Error when a change leads nowhere: a case that was loaded has none.
 */
export function planCase(
  solution: Solution,
  stage: string,
  labCase: LabCase | undefined = undefined,
): CasePlan {
  const last = solution.stages.findIndex((one) => one.stage === stage);
  const own = solution.stages[last];
  if (!own) throw new Error(`The solution has no stage ${stage}.`);
  const earlier = solution.stages.slice(0, last);
  if (!labCase) return { stages: [...earlier, own], set: {} };
  const changed = changedSteps(own, labCase.changes);
  if (!changed.ok) {
    throw new Error(`The case ${labCase.name}: ${changed.change.key}: ${changed.problem}`);
  }
  const steps = [
    ...labCase.before,
    ...plannedSteps(changed.value.steps, labCase.skip),
    ...labCase.after,
  ];
  const { answers } = changed.value;
  return { stages: [...earlier, { stage, steps, answers }], set: labCase.set };
}

/** The steps of the solution that a case leaves in. */
export function plannedSteps(steps: readonly Step[], skip: LabCase["skip"]): readonly Step[] {
  return skip === "all" ? [] : steps.filter(({ name }) => !skip.includes(name));
}

/** Applies changes one after the other; a later one may go into what an earlier one has set. */
export function changedSteps(
  { steps, answers }: Pick<SolutionStage, "steps" | "answers">,
  changes: readonly CaseChange[],
): Changed {
  const parameters = new Map(steps.map((step) => [step.name, step.parameters]));
  let changedAnswers: Answers = answers;
  for (const change of changes) {
    const [step = "", ...path] = change.path;
    const whole: Json | undefined =
      step === "answers" ? Json.parse(changedAnswers) : parameters.get(step);
    if (whole === undefined) {
      const known = [...parameters.keys()].join(", ");
      return { ok: false, change, problem: `no step is called "${step}"; there are ${known}` };
    }
    if (path.length === 0) {
      return { ok: false, change, problem: `name a parameter: ${step}.TableName, for instance` };
    }
    const changed = changedAt(whole, path, change.value);
    if (!changed.ok) return { ok: false, change, problem: changed.problem };
    if (step === "answers") {
      const parsed = Answers.safeParse(changed.value);
      if (!parsed.success) {
        return { ok: false, change, problem: "an answer is a text, a number, or a list of texts" };
      }
      changedAnswers = parsed.data;
    } else if (isJsonObject(changed.value)) parameters.set(step, changed.value);
  }
  return {
    ok: true,
    value: {
      answers: changedAnswers,
      steps: steps.map((step) => ({
        ...step,
        parameters: parameters.get(step.name) ?? step.parameters,
      })),
    },
  };
}

type ChangedValue =
  | { readonly ok: true; readonly value: Json }
  | { readonly ok: false; readonly problem: string };

function changedAt(whole: Json, path: readonly string[], value: Json): ChangedValue {
  const [key = "", ...rest] = path;
  if (isList(whole)) return changedItem(whole, key, rest, value);
  if (!isJsonObject(whole)) {
    return { ok: false, problem: `there is nothing below it to change at "${key}"` };
  }
  const existing = Object.hasOwn(whole, key) ? whole[key] : undefined;
  if (rest.length === 0) {
    if (value !== null) return { ok: true, value: { ...whole, [key]: value } };
    if (existing === undefined) return { ok: false, problem: `there is no "${key}" to take out` };
    const { [key]: _removed, ...others } = whole;
    return { ok: true, value: others };
  }
  if (existing === undefined) return { ok: false, problem: missing(key, Object.keys(whole)) };
  const changed = changedAt(existing, rest, value);
  return changed.ok ? { ok: true, value: { ...whole, [key]: changed.value } } : changed;
}

function changedItem(
  list: readonly Json[],
  key: string,
  rest: readonly string[],
  value: Json,
): ChangedValue {
  const index = /^\d{1,4}$/.test(key) ? Number(key) : -1;
  const item = list[index];
  if (item === undefined) {
    const known = list.length === 1 ? "it has 0" : `it has 0 to ${list.length - 1}`;
    return { ok: false, problem: `the list has no place "${key}"; ${known}` };
  }
  if (rest.length === 0) {
    return value === null
      ? { ok: true, value: list.toSpliced(index, 1) }
      : { ok: true, value: list.with(index, value) };
  }
  const changed = changedAt(item, rest, value);
  return changed.ok ? { ok: true, value: list.with(index, changed.value) } : changed;
}

function missing(key: string, known: readonly string[]): string {
  const there = known.length === 0 ? "there is nothing" : `there is ${known.join(", ")}`;
  return `there is no "${key}"; ${there}`;
}

function isList(value: Json): value is readonly Json[] {
  return Array.isArray(value);
}
