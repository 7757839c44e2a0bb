import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { AssignmentRules } from "./read-assignment-form.ts";

/** The rules of an assignment as a request says them: null is "none". */
export function rulesOf(view: AssignmentView): AssignmentRules {
  const { opensAt, dueAt, closesAt, title, timeZone, keep } = view;
  const { blockedFeedback, hints, variables, release } = view;
  return {
    ...{ opensAt, dueAt, closesAt, title, timeZone },
    attemptLimit: view.attemptLimit ?? null,
    coolDownSeconds: view.coolDownSeconds ?? null,
    keep,
    latePolicy: view.latePolicy ?? null,
    ...{ blockedFeedback, hints, variables, release },
    canvasId: view.canvasId ?? null,
    moodleMaximum: view.moodleMaximum ?? null,
  };
}
