import { getCheck } from "@lab-grader/core/checks/find-check";
import type { LabCase } from "@lab-grader/core/lab/cases";
import type { Lab } from "@lab-grader/core/lab/lab";
import type { CaseResult } from "./play-case.ts";

/** A lab may be published when both scores are full. */
export interface LabScores {
  /** Criteria that some case turns not_met or partly, of all that a machine judges. */
  readonly red: { readonly shown: readonly string[]; readonly missing: readonly string[] };
  /** Other right answers that stay green, of all written down. */
  readonly green: {
    readonly kept: readonly string[];
    readonly lost: readonly string[];
    /** Criteria that leave a choice, but for which no green case makes another one. */
    readonly missing: readonly string[];
  };
}

export function labScores(
  lab: Lab,
  cases: readonly LabCase[],
  results: readonly CaseResult[],
): LabScores {
  const judged = lab.stages
    .flatMap((stage) => stage.criteria)
    .filter(({ kind }) => kind !== "written");
  const shown = new Set(
    results
      .filter(({ kind }) => kind === "red")
      .flatMap(({ looks }) => looks.flatMap(({ cells }) => cells))
      .filter(({ isAsExpected, found }) => isAsExpected && isRed(found.outcome))
      .map(({ found }) => found.criterion),
  );
  const green = results.filter(({ kind }) => kind === "green");
  const choosing = judged.flatMap((criterion) =>
    criterion.kind === "check" &&
    criterion.polarity === "holds" &&
    getCheck(criterion.check).choices.length > 0
      ? [criterion]
      : [],
  );
  const checks = new Set(choosing.map((criterion) => criterion.check));
  const unchosen = new Set(
    [...checks].filter((check) => !cases.some((one) => makesAnotherChoice(one, check))),
  );
  return {
    red: {
      shown: judged.map(({ name }) => name).filter((name) => shown.has(name)),
      missing: judged.map(({ name }) => name).filter((name) => !shown.has(name)),
    },
    green: {
      kept: green.filter((one) => one.isAsExpected).map(({ name }) => name),
      lost: green.filter((one) => !one.isAsExpected).map(({ name }) => name),
      missing: choosing.filter(({ check }) => unchosen.has(check)).map(({ name }) => name),
    },
  };
}

/** Both scores are 100 %. */
export function isPublishable({ red, green }: LabScores): boolean {
  return red.missing.length === 0 && green.lost.length === 0 && green.missing.length === 0;
}

function makesAnotherChoice(labCase: LabCase, check: string): boolean {
  if (labCase.kind !== "green") return false;
  const { choices } = getCheck(check);
  const changed = labCase.changes.flatMap(({ path }) => path.slice(1, 2));
  // What comes before the solution is something else: another table, or a key to be used.
  const added = labCase.after.flatMap((step) => Object.keys(step.parameters));
  return [...changed, ...added].some((parameter) => choices.includes(parameter));
}

function isRed(outcome: string): boolean {
  return outcome === "not_met" || outcome === "partly";
}
