import { dropLearner, type EnrollingDeps, enrolLearner } from "../enrolling.ts";
import type { Enrolment } from "../enrolment.ts";
import type { RosterPlan } from "./plan-roster.ts";
import type { RosterEntry } from "./roster-entry.ts";

/** How many learners of each kind a step has changed. */
export interface AppliedRoster {
  readonly enrolled: number;
  readonly reEnrolled: number;
  readonly updated: number;
  readonly dropped: number;
  /** Changes of the plan that are still to be made. */
  readonly left: number;
}

/** Learners of one step: four or five calls for each, and a request to the API has 29 seconds. */
export const changesPerStep = 100;
/** Learners at the same time, within the 50 connections of the table's client. */
const atOnce = 25;

type Step =
  | {
      readonly kind: "enrolled" | "reEnrolled" | "updated";
      readonly entry: RosterEntry;
      readonly known?: Enrolment;
    }
  | { readonly kind: "dropped"; readonly learnerId: string };

/**
 * Makes the first `changesPerStep` changes of a plan. Nothing has to be remembered between steps:
 * the plan that is made next no longer holds what this one has changed.
 */
export async function applyRoster(
  plan: RosterPlan,
  { cohortId, dropMissing }: { cohortId: string; dropMissing: boolean },
  deps: EnrollingDeps,
): Promise<AppliedRoster> {
  const all: readonly Step[] = [
    ...plan.enrol.map((entry): Step => ({ kind: "enrolled", entry })),
    ...plan.reEnrol.map(
      ({ entry, enrolment }): Step => ({ kind: "reEnrolled", entry, known: enrolment }),
    ),
    ...plan.update.map(
      ({ entry, enrolment }): Step => ({ kind: "updated", entry, known: enrolment }),
    ),
    ...(dropMissing
      ? plan.missing.map(({ learnerId }): Step => ({ kind: "dropped", learnerId }))
      : []),
  ];
  const steps = all.slice(0, changesPerStep);
  for (let at = 0; at < steps.length; at += atOnce) {
    await Promise.all(
      steps.slice(at, at + atOnce).map(async (step) => {
        if (step.kind === "dropped") await dropLearner({ cohortId, ...step }, deps);
        else await enrolLearner({ cohortId, ...step }, deps);
      }),
    );
  }
  const count = (kind: Step["kind"]) => steps.filter((step) => step.kind === kind).length;
  return {
    enrolled: count("enrolled"),
    reEnrolled: count("reEnrolled"),
    updated: count("updated"),
    dropped: count("dropped"),
    left: all.length - steps.length,
  };
}
