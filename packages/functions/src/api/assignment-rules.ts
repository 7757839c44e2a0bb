import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import type { Cohort } from "@lab-grader/core/cohorts/cohort";
import type { Lab } from "@lab-grader/core/lab/lab";
import { VisibleError } from "./http.ts";

/**
 * Whether an assignment makes sense as a whole, once everything that was said is put together.
 * @param of.cohort whose end it must not outlive; `undefined` where its end is not being decided.
 * @throws VisibleError for the first thing that doesn't.
 */
export async function requireSoundAssignment(
  assignment: Omit<Assignment, "version">,
  { lab, cohort }: { lab: Lab; cohort: Pick<Cohort, "endsAt"> | undefined },
): Promise<void> {
  const { opensAt, dueAt, closesAt } = assignment;
  if (opensAt >= dueAt) throw outOfOrder("opensAt", "dueAt");
  if (dueAt > closesAt) throw outOfOrder("dueAt", "closesAt");
  if (cohort && closesAt > cohort.endsAt)
    throw new VisibleError("assignment.after_cohort", {
      params: { endsAt: cohort.endsAt },
      path: "body.closesAt",
    });
  await requireSoundVariables(assignment.variables, lab);
}

export function outOfOrder(earlier: string, later: string): VisibleError {
  return new VisibleError("dates.out_of_order", {
    params: { earlier, later },
    path: `body.${later}`,
  });
}

async function requireSoundVariables(
  variables: Readonly<Record<string, string>>,
  lab: Lab,
): Promise<void> {
  const known = Object.keys(lab.variables);
  const unknown = Object.keys(variables).find((name) => !known.includes(name));
  if (unknown !== undefined)
    throw new VisibleError("assignment.variable_unknown", {
      params: { variable: unknown, known: known.join(", ") },
      path: `body.variables.${unknown}`,
    });
  if (Object.keys(variables).length === 0) return;

  const { bindStage } = await import("@lab-grader/core/lab/bind-stage");
  const values = {
    learner: { login: "learner-01", accountId: "100000000000" },
    graderAccountId: "200000000000",
    variables,
  };
  const bound = lab.stages.flatMap(({ id }) => bindStage(lab, id, values).criteria);
  const invalid = bound.find((each) => each.kind === "invalid");
  if (invalid?.kind === "invalid")
    throw new VisibleError("assignment.variables_invalid", {
      params: { criterion: invalid.criterion.name, problem: invalid.problem },
      path: "body.variables",
    });
}
