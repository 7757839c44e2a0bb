import type { RegradePlanRequest } from "@lab-grader/core/contracts/endpoints/regrades";
import { SubmissionId } from "@lab-grader/core/ids";
import { mostListed, type RegradeOptions } from "@lab-grader/core/regrade/regrade-input";
import type * as z from "zod";
import { text } from "../../text/text.ts";

/** What somebody has chosen in the form of a plan. */
export interface PlanChoices {
  /** `newest`, `same` or a version. */
  readonly lab: string;
  readonly which: "counted" | "effective" | "all" | "listed";
  /** Empty: all stages. */
  readonly stage: string;
  /** Ids as they were typed or pasted. */
  readonly ids: string;
  readonly source: "stored" | "recollect";
  readonly options: RegradeOptions;
  readonly reason: string;
}

/** The request that the choices make, or what is wrong with the ids. */
export function planRequest(
  choices: PlanChoices,
): { readonly body: z.input<typeof RegradePlanRequest> } | { readonly idsProblem: string } {
  const { lab, which, stage, source, options, reason } = choices;
  const rest = { lab, source, options, ...(reason.trim() === "" ? {} : { reason: reason.trim() }) };
  if (which !== "listed")
    return { body: { ...rest, select: { which, ...(stage === "" ? {} : { stage }) } } };

  const submissions = [...new Set(choices.ids.split(/[\s,;]+/).filter((id) => id !== ""))];
  const idsProblem = problemOf(submissions);
  if (idsProblem !== undefined) return { idsProblem };
  return { body: { ...rest, select: { which, submissions } } };
}

function problemOf(ids: readonly string[]): string | undefined {
  const { regrades } = text;
  const unreadable = ids.find((id) => !SubmissionId.safeParse(id).success);
  if (ids.length === 0) return regrades.idsMissing;
  if (unreadable !== undefined) return regrades.idsUnreadable(unreadable);
  if (ids.length > mostListed) return regrades.idsTooMany(ids.length, mostListed);
  return undefined;
}
