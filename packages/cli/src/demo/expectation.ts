import type { Fault } from "@lab-grader/core/grading/outcome";
import { type ExpectedOutcome, expectedOutcomes } from "@lab-grader/core/lab/expected-outcomes";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import type { SubmissionState } from "@lab-grader/core/submissions/submission";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { type Circumstance, type DemoLearner, demoStage } from "./demo-learners.ts";

/** What must come out for one learner. */
export interface ExpectedResult {
  readonly state: SubmissionState;
  /** Whether it uses an attempt. */
  readonly counts: boolean;
  /** Whether AWS was not finished at first. */
  readonly waits: boolean;
  /** By criterion id; absent: nothing could be looked at, and nothing is. */
  readonly outcomes?: ReadonlyMap<string, ExpectedOutcome>;
}

/** From the lab's case and from what happens around it; computed, never written down twice. */
export function expectedResult(
  { lab, cases }: AuthoredLab,
  { labCase: name, circumstance }: DemoLearner,
): ExpectedResult {
  const labCase = cases.find((one) => one.name === name && one.stage === demoStage);
  if (name !== undefined && !labCase) {
    throw new Error(`The lab ${lab.id} has no case "${name}" in its stage ${demoStage}.`);
  }
  // What is unsure comes out as the solution once AWS is finished.
  const waits = labCase?.kind === "unsure";
  const byName = expectedOutcomes(lab, demoStage, waits ? undefined : labCase);
  const outcomes = new Map(
    [...byName].map(([full, expected]) => [full.slice(demoStage.length + 1), expected]),
  );
  const gate = lab.gate && outcomes.get(lab.gate.id);
  const isGateRed = gate?.outcome === "not_met" || gate?.outcome === "partly";
  const worked: ExpectedResult = { state: "graded", counts: !isGateRed, waits, outcomes };
  return circumstance === undefined ? worked : around(circumstance, worked, outcomes);
}

function around(
  circumstance: Circumstance,
  worked: ExpectedResult,
  outcomes: ReadonlyMap<string, ExpectedOutcome>,
): ExpectedResult {
  switch (circumstance) {
    case "throttled":
    case "sent-twice":
      return worked;
    case "no-role":
    case "wrong-external-id":
      return blocked(
        [...outcomes.keys()].map((id) => [id, unknown("access", "access.role_not_assumable")]),
      );
    case "role-lacks-permission":
      return blocked([...outcomes, ["recoverable", unknown("access", "access.denied")]]);
    case "server-errors":
      return { state: "failed", counts: false, waits: false };
    default:
      return circumstance satisfies never;
  }
}

function blocked(outcomes: readonly (readonly [string, ExpectedOutcome])[]): ExpectedResult {
  return { state: "blocked", counts: false, waits: false, outcomes: new Map(outcomes) };
}

function unknown(fault: Fault, reason: string): ExpectedOutcome {
  return { outcome: "unknown", fault, reason };
}

/** Where a result is not as expected, in a few words each: `expected keys: not_met`. */
export function differences(
  expected: ExpectedResult,
  { view, hasWaited }: { readonly view: SubmissionView; readonly hasWaited: boolean },
): readonly string[] {
  const found: string[] = [];
  if (view.state !== expected.state) found.push(`expected ${expected.state}`);
  if (view.attempt.counts !== expected.counts) {
    found.push(`expected ${expected.counts ? "an attempt" : "no attempt"}`);
  }
  if (hasWaited !== expected.waits) {
    found.push(expected.waits ? "expected a wait for AWS" : "expected no wait for AWS");
  }
  const outcomes = new Map(view.outcomes.map((outcome) => [outcome.criterion, outcome]));
  for (const [id, wanted] of expected.outcomes ?? []) {
    const outcome = outcomes.get(id);
    const isRight =
      outcome?.outcome === wanted.outcome &&
      (wanted.fault === undefined || outcome.fault === wanted.fault) &&
      (wanted.reason === undefined || outcome.reason === wanted.reason);
    if (!isRight) found.push(`expected ${id}: ${wanted.reason ?? wanted.fault ?? wanted.outcome}`);
  }
  if (!expected.outcomes && view.points !== null) found.push("expected no points");
  return found;
}
