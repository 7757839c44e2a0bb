import type * as z from "zod";
import type { Check } from "../checks/check.ts";
import { findCheck } from "../checks/find-check.ts";
import type { ProbeKind } from "../facts/fact.ts";
import { isJsonObject, type JsonObject } from "../json.ts";
import { sameText } from "./answers.ts";
import { foreignProblems } from "./foreign-values.ts";
import {
  CheckCriterion,
  CompareCriterion,
  type Criterion,
  type CriterionSource,
  QuestionCriterion,
  WrittenCriterion,
} from "./lab.ts";
import { type Path, type Places, parseWith, problemsOf } from "./places.ts";
import type { LabProblem, Loaded } from "./problem.ts";
import { substituted, type Variables } from "./variables.ts";

/** What the criteria of a lab are read with. */
export interface CriterionContext {
  readonly places: Places;
  /** Where every check looks unless a criterion says otherwise. */
  readonly where: JsonObject;
  /** What the lab says that it reads or writes beyond settings. */
  readonly probes: readonly ProbeKind[];
  /** Values that stand for what is known only later, so that `where` and `expect` can be checked now. */
  readonly exampleVariables: Variables;
  /** Those that the lab declares. */
  readonly regions: ReadonlySet<string>;
}

/** Reads one criterion by the kind that its own key tells. */
export function readCriterion(
  stage: string,
  id: string,
  value: unknown,
  context: CriterionContext,
): Loaded<Criterion> {
  const path = ["stages", stage, "criteria", id];
  const { places } = context;
  if (!isJsonObject(value)) {
    return failed(places.problemAt(path, "a criterion is a map with title, points and a check"));
  }
  if ("check" in value) {
    const parsed = parseWith(places, CheckCriterion, value, path);
    return parsed.ok ? readCheck(stage, id, parsed.value, path, context) : parsed;
  }
  if ("question" in value) {
    const parsed = parseWith(places, QuestionCriterion, value, path);
    return parsed.ok ? readQuestion(stage, id, parsed.value, path, places) : parsed;
  }
  if ("written" in value) {
    const parsed = parseWith(places, WrittenCriterion, value, path);
    if (!parsed.ok) return parsed;
    const problem =
      hiddenProblem(parsed.value, path, places) ?? levelsProblem(parsed.value, path, places);
    if (problem) return failed(problem);
    return ok({ kind: "written", ...common(stage, id, parsed.value), source: parsed.value });
  }
  if ("compare" in value) {
    const parsed = parseWith(places, CompareCriterion, value, path);
    if (!parsed.ok) return parsed;
    return ok({ kind: "compare", ...common(stage, id, parsed.value), ...parsed.value.compare });
  }
  return failed(
    places.problemAt(path, "a criterion has one of: check, question, written, compare"),
  );
}

function readCheck(
  stage: string,
  id: string,
  source: z.infer<typeof CheckCriterion>,
  path: Path,
  context: CriterionContext,
): Loaded<Criterion> {
  const { places } = context;
  const check = findCheck(source.check);
  if (!check.found) {
    const hint = check.similar ? `; did you mean ${check.similar}?` : "";
    return failed(
      places.problemAt([...path, "check"], `no check is called ${source.check}${hint}`),
    );
  }
  const problems = [
    ...whereProblems(source, check.check, path, context),
    ...expectProblems(source, check.check, path, context),
    ...foreignProblems(source.where ?? {}, [...path, "where"], context),
    ...foreignProblems(source.expect ?? {}, [...path, "expect"], context),
    ...feedbackProblems(source, check.check, path, places),
  ];
  if (problems.length > 0) return { ok: false, problems };
  return ok({
    kind: "check",
    ...common(stage, id, source),
    check: source.check,
    where: { ...context.where, ...source.where },
    expect: source.expect,
    isAllOrNothing: source.partial === "none",
    polarity: "holds",
  });
}

function whereProblems(
  source: z.infer<typeof CheckCriterion>,
  check: Check,
  path: Path,
  { places, where, exampleVariables }: CriterionContext,
): LabProblem[] {
  const unknown = Object.keys(source.where ?? {}).filter((key) => !check.whereKeys.includes(key));
  if (unknown.length > 0) {
    return unknown.map((key) =>
      places.problemAtKey(
        [...path, "where", key],
        `${check.kind} does not look at "${key}"; it knows ${check.whereKeys.join(", ")}`,
      ),
    );
  }
  const merged = substituted({ ...where, ...source.where }, exampleVariables);
  const parsed = check.whereSchema.safeParse(merged);
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue) => {
    const [key] = issue.path;
    const isOwn = key !== undefined && source.where !== undefined && String(key) in source.where;
    return problemsOf(places, [issue], isOwn ? [...path, "where"] : ["where"]);
  });
}

function expectProblems(
  source: z.infer<typeof CheckCriterion>,
  check: Check,
  path: Path,
  { places, exampleVariables }: CriterionContext,
): LabProblem[] {
  if (source.expect === undefined) return [];
  return alternativesOf(source.expect).flatMap((alternative, index) => {
    const below =
      alternative === source.expect ? [...path, "expect"] : [...path, "expect", "anyOf", index];
    if (!isJsonObject(alternative)) return [places.problemAt(below, "expected a map")];
    if (Object.keys(alternative).length === 0) {
      return [
        places.problemAt(below, "expect has no lines; leave it out to take the check's default"),
      ];
    }
    const parsed = check.expectSchema.safeParse(substituted(alternative, exampleVariables));
    return parsed.success ? [] : problemsOf(places, parsed.error.issues, below);
  });
}

/** `{anyOf: [a, b]}` are two alternatives; anything else is the only one. */
export function alternativesOf(expect: JsonObject): readonly JsonObject[] {
  const { anyOf } = expect;
  if (!Array.isArray(anyOf) || Object.keys(expect).length !== 1) return [expect];
  return anyOf.length === 0 ? [expect] : anyOf;
}

function feedbackProblems(
  source: CriterionSource,
  check: Check,
  path: Path,
  places: Places,
): LabProblem[] {
  return Object.keys(source.feedback ?? {})
    .filter((code) => !(code in check.reasons))
    .map((code) =>
      places.problemAtKey(
        [...path, "feedback", code],
        `${check.kind} never gives the reason ${code}; it knows ${Object.keys(check.reasons).join(", ")}`,
      ),
    );
}

function readQuestion(
  stage: string,
  id: string,
  source: z.infer<typeof QuestionCriterion>,
  path: Path,
  places: Places,
): Loaded<Criterion> {
  const hidden = hiddenProblem(source, path, places);
  if (hidden) return failed(hidden);
  const correct = source.choices?.filter((choice) => choice.correct === true).length;
  if ((source.choices === undefined) === (source.answer === undefined)) {
    return failed(places.problemAt(path, "a question has either choices or an answer"));
  }
  if (correct === 0) {
    return failed(places.problemAt([...path, "choices"], "no choice is marked `correct: true`"));
  }
  const texts = source.choices?.map(({ text }) => sameText(text)) ?? [];
  const twice = texts.findIndex((text, index) => texts.indexOf(text) < index);
  if (twice >= 0) {
    const message = "an earlier choice reads the same; spaces and capitals tell none apart";
    return failed(places.problemAt([...path, "choices", twice, "text"], message));
  }
  if (source.tolerance !== undefined && typeof source.answer !== "number") {
    const message = "only an answer that is a number has a tolerance";
    return failed(places.problemAt([...path, "tolerance"], message));
  }
  return ok({ kind: "question", ...common(stage, id, source), source });
}

/** Whoever can't read a question can't answer it. */
function hiddenProblem(
  { hidden }: CriterionSource,
  path: Path,
  places: Places,
): LabProblem | undefined {
  if (hidden !== true) return undefined;
  return places.problemAt([...path, "hidden"], "what a learner answers can't be hidden");
}

/** The best level gives all points, and none gives more. */
function levelsProblem(
  { levels, points }: z.infer<typeof WrittenCriterion>,
  path: Path,
  places: Places,
): LabProblem | undefined {
  const best = Math.max(...levels.map((level) => level.points));
  if (best === points) return undefined;
  return places.problemAt(
    [...path, "levels"],
    `the best level gives ${best} of ${points} points; it must give all of them`,
  );
}

function common(stage: string, id: string, source: CriterionSource) {
  return {
    id,
    name: `${stage}.${id}`,
    title: source.title,
    points: source.points,
    aspect: source.aspect,
    requires: source.requires ?? [],
    why: source.why,
    hints: source.hints ?? [],
    feedback: source.feedback ?? {},
    isHidden: source.hidden ?? false,
  };
}

function ok(value: Criterion): Loaded<Criterion> {
  return { ok: true, value };
}

function failed(problem: LabProblem): Loaded<Criterion> {
  return { ok: false, problems: [problem] };
}
