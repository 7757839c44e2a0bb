import type { Client } from "@lab-grader/core/client";
import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { getTerms, setTerms, type TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { roundedPoints } from "@lab-grader/core/grading/points";
import { pointsText } from "@lab-grader/core/views/figures";
import { getLearner } from "../cohorts/open-cohort.ts";
import { findGivenAssignment } from "../service/find-given-assignment.ts";
import { localText } from "./local-time.ts";

/** A learner of an assignment with what was decided for them. */
export interface OpenedTerms {
  readonly params: { readonly assignmentId: string; readonly learnerId: string };
  readonly timeZone: string;
  readonly view: TermsView;
}

/** @throws CommandError of kind `usage` where there is no such assignment or learner. */
export async function openTerms(
  client: Client,
  { assignment, learner }: { readonly assignment: string; readonly learner: string },
): Promise<OpenedTerms> {
  const { assignmentId } = await findGivenAssignment(client, assignment);
  const { cohortId, timeZone } = await client.call(getAssignment, { params: { assignmentId } });
  const { learnerId } = await getLearner(client, { cohortId, name: cohortId }, learner);
  const params = { assignmentId, learnerId };
  return { params, timeZone, view: await client.call(getTerms, { params, query: {} }) };
}

/** What `extend` and `excuse` decide; what is left out stays. */
export interface TermsDecision {
  readonly extension?: { readonly dueAt: string; readonly closesAt?: string } | undefined;
  readonly isExcused?: boolean;
  readonly extraAttempts?: number | undefined;
}

/** Decides by the version that was read: whoever was quicker is not overwritten. */
export async function decideTerms(
  client: Client,
  { params, view }: OpenedTerms,
  { reason, ...decision }: TermsDecision & { readonly reason: string },
): Promise<TermsView> {
  const { extension, excused = false, extraAttempts } = view.terms;
  const kept = { extension, isExcused: excused, extraAttempts };
  const decided = { ...kept, ...decision };
  return await client.call(setTerms, {
    params,
    body: {
      version: view.version,
      reason,
      isExcused: decided.isExcused,
      ...(decided.extension === undefined ? {} : { extension: decided.extension }),
      ...(decided.extraAttempts === undefined ? {} : { extraAttempts: decided.extraAttempts }),
    },
  });
}

/** What holds for a learner now, and everything that was decided. */
export function termsText(view: TermsView, timeZone: string): string {
  const { login, terms, effective, history } = view;
  const { dueAt, closesAt, attemptLimit } = effective;
  return [
    login,
    `due ${localText(dueAt, timeZone)}, closes ${localText(closesAt, timeZone)}`,
    ...(terms.excused ? ["excused; may still submit"] : []),
    ...(attemptLimit === undefined ? [] : [`${attemptLimit} attempts per stage`]),
    ...(terms.lateTokens === undefined ? [] : [`late tokens spent: ${terms.lateTokens}`]),
    ...(terms.override
      ? [`the result is set by hand: ${pointsText(roundedPoints(terms.override.points))}`]
      : []),
    ...(terms.withheld ? ["the result is withheld"] : []),
    "",
    ...history.map(
      ({ version, by, at, reason }) => `${version}  ${at.slice(0, 16)}Z  ${by}: ${reason}`,
    ),
  ]
    .join("\n")
    .trimEnd();
}
