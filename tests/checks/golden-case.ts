import { Fault } from "@lab-grader/core/grading/outcome";
import { Json, JsonObject } from "@lab-grader/core/json";
import { parseYaml } from "@lab-grader/core/lab/yaml-source";
import * as z from "zod";

const GoldenRefusal = z.strictObject({
  /** The call that was refused in place of the asked one: `AssumeRole`. */
  refused: z.literal("AssumeRole").optional(),
  error: z.strictObject({
    name: z.string(),
    message: z.string().default(""),
    status: z.int().optional(),
  }),
});
type GoldenRefusal = z.infer<typeof GoldenRefusal>;
/** AWS's answer, or its refusal. */
const GoldenAnswer = z.union([GoldenRefusal, JsonObject]);
export type GoldenAnswer = z.infer<typeof GoldenAnswer>;

/**
 * Answers by operation. `GetResourcePolicy stream` or `DescribeTable us-west-2` answers only the
 * calls whose resource or region has that in it. A list is one answer per page.
 */
const GoldenAnswers = z.record(z.string(), z.union([z.array(GoldenAnswer), GoldenAnswer]));
type GoldenAnswers = z.infer<typeof GoldenAnswers>;

const GoldenCaseSource = z.strictObject({
  where: JsonObject.optional(),
  /** `null`: the check's own default. */
  expect: JsonObject.nullable().optional(),
  /** In place of the file's answers to the same operation. */
  answers: GoldenAnswers.optional(),
  /** In place of the answers, in the evidence of an earlier stage. */
  earlier: GoldenAnswers.optional(),
  /** Dotted path into the answers to its new value; null takes it out. */
  change: z.record(z.string(), Json).optional(),
  /** Operations of which pages are missing. */
  truncated: z.array(z.string()).optional(),
  /** `none`: all or nothing. */
  partial: z.literal("none").optional(),
  outcome: z.enum(["met", "partly", "not_met", "unknown"]),
  fault: Fault.optional(),
  reason: z.string().optional(),
  /** Of the points: 0, `1/2`, 1. */
  share: z
    .union([z.literal(0), z.literal(1), z.string().regex(/^\d+\/\d+$/)])
    .transform(String)
    .optional(),
  /** What the learner reads as found; a part of it is enough. */
  found: z.string().optional(),
  /** Operations that must not be asked, or only these. */
  asks: z.array(z.string()).optional(),
});

const GoldenFile = z.strictObject({
  /** `every`: each check gives these outcomes. */
  check: z.string(),
  where: JsonObject,
  expect: JsonObject.optional(),
  answers: GoldenAnswers,
  cases: z.record(z.string(), GoldenCaseSource),
});

/** One check, what AWS answered, and what must come out. */
export interface GoldenCase extends Omit<z.infer<typeof GoldenCaseSource>, "expect"> {
  readonly name: string;
  readonly check: string;
  readonly where: JsonObject;
  readonly answers: GoldenAnswers;
  readonly expect: JsonObject | undefined;
}

export function isRefusal(answer: GoldenAnswer): answer is GoldenRefusal {
  return GoldenRefusal.safeParse(answer).success;
}

/** @throws Error that names the place when the file is not as it should be. */
export function readGoldenFile(file: string, text: string): readonly GoldenCase[] {
  const yaml = parseYaml(file, text);
  if (!yaml.ok) throw new Error(JSON.stringify(yaml.problems, undefined, 2));
  const parsed = GoldenFile.safeParse(yaml.value.value);
  if (!parsed.success) throw new Error(`${file}: ${z.prettifyError(parsed.error)}`);
  const { check, where, expect, answers, cases } = parsed.data;
  return Object.entries(cases).map(([name, one]) => ({
    ...one,
    name,
    check,
    where: { ...where, ...one.where },
    expect: one.expect === null ? undefined : (one.expect ?? expect),
    answers: changed({ ...answers, ...one.answers }, one.change ?? {}),
  }));
}

function changed(answers: GoldenAnswers, changes: Readonly<Record<string, Json>>): GoldenAnswers {
  const copy: unknown = structuredClone(answers);
  for (const [path, value] of Object.entries(changes)) {
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const target = keys.reduce(memberOf, copy);
    if (typeof target !== "object" || target === null) throw new Error(`There is no ${path}.`);
    if (value === null) Reflect.deleteProperty(target, last);
    else Reflect.set(target, last, value);
  }
  return GoldenAnswers.parse(copy);
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
