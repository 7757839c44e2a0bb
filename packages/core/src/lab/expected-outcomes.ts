import { getCheck } from "../checks/find-check.ts";
import { Fault, type OutcomeKind } from "../grading/outcome.ts";
import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { generalReasons } from "../reasons/general.ts";
import type { LabCase } from "./cases.ts";
import type { Criterion, Lab, Stage } from "./lab.ts";
import type { Path, Places } from "./places.ts";
import type { LabProblem, Loaded } from "./problem.ts";

/** What must come out of one criterion; what is absent may be anything. */
export interface ExpectedOutcome {
  readonly outcome: OutcomeKind;
  readonly fault?: Fault | undefined;
  readonly reason?: string | undefined;
}

/** What a case expects of every criterion of its stage, by full name, the gate included. */
export function expectedOutcomes(
  lab: Lab,
  stageId: string,
  labCase: LabCase | undefined = undefined,
): ReadonlyMap<string, ExpectedOutcome> {
  const stage = lab.stages.find(({ id }) => id === stageId);
  if (!stage) throw new Error(`The lab ${lab.id} has no stage ${stageId}.`);
  const gate = lab.gate && labCase?.expect.get(lab.gate.id);
  const isGateRed = gate?.outcome === "not_met" || gate?.outcome === "partly";
  return new Map(
    criteriaOf(lab, stage).map((criterion) => [
      `${stageId}.${criterion.id}`,
      labCase?.expect.get(criterion.id) ?? {
        outcome: isGateRed ? "not_judged" : "met",
      },
    ]),
  );
}

/** Reads the `expect` of a case: `not_met`, `{partly: reason}`, `unknown.target`, … */
export function readExpected(
  value: JsonObject,
  below: Path,
  context: { readonly lab: Lab; readonly stage: Stage; readonly places: Places },
): Loaded<ReadonlyMap<string, ExpectedOutcome>> {
  const { lab, stage, places } = context;
  const criteria = criteriaOf(lab, stage);
  const expected = new Map<string, ExpectedOutcome>();
  const problems: LabProblem[] = [];
  for (const [id, text] of Object.entries(value)) {
    const path = [...below, id];
    const criterion = criteria.find((one) => one.id === id);
    if (!criterion) {
      const known = criteria.map((one) => one.id).join(", ");
      const message = `the stage ${stage.id} has no criterion "${id}"; it has ${known}`;
      problems.push(places.problemAtKey(path, message));
      continue;
    }
    const read = readOutcome(text);
    if (!read) {
      problems.push(places.problemAt(path, expectedForms));
      continue;
    }
    const reasonProblem = read.reason && problemOfReason(read.reason, criterion);
    if (reasonProblem) {
      const at = isJsonObject(text) ? [...path, ...Object.keys(text)] : path;
      problems.push(places.problemAt(at, reasonProblem));
    }
    expected.set(id, read);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: expected };
}

const expectedForms =
  "expected met, partly, not_met, not_judged, unknown.target (or another fault), " +
  "or one of them with a reason: {not_met: dynamodb.pitr.off}";

function criteriaOf(lab: Lab, stage: Stage): readonly Criterion[] {
  const { gate } = lab;
  const hasGate = stage.criteria.some(({ id }) => id === gate?.id);
  return gate && !hasGate ? [gate, ...stage.criteria] : stage.criteria;
}

function readOutcome(value: Json): ExpectedOutcome | undefined {
  if (typeof value === "string") return outcomeOf(value);
  if (!isJsonObject(value)) return undefined;
  const [[kind, reason] = ["", ""], ...more] = Object.entries(value);
  const outcome = outcomeOf(kind);
  if (!outcome || more.length > 0 || typeof reason !== "string") return undefined;
  return { ...outcome, reason };
}

function outcomeOf(text: string): ExpectedOutcome | undefined {
  switch (text) {
    case "met":
    case "partly":
    case "not_met":
    case "not_judged":
    case "unknown":
      return { outcome: text };
    default: {
      const fault = Fault.safeParse(/^unknown\.(.+)$/.exec(text)?.[1]);
      return fault.success ? { outcome: "unknown", fault: fault.data } : undefined;
    }
  }
}

function problemOfReason(reason: string, criterion: Criterion): string | undefined {
  if (Object.hasOwn(generalReasons, reason)) return undefined;
  if (criterion.kind !== "check") return `${criterion.id} never gives the reason ${reason}`;
  const { kind, reasons } = getCheck(criterion.check);
  if (Object.hasOwn(reasons, reason)) return undefined;
  return `${kind} never gives the reason ${reason}; it knows ${Object.keys(reasons).join(", ")}`;
}
