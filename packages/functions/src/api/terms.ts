import type { Assignment } from "@lab-grader/core/cohorts/assignment";
import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import { type Enrolment, EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import {
  getTerms,
  setTerms,
  spendLateTokens,
  type TermsView,
  termsPageSize,
} from "@lab-grader/core/contracts/endpoints/terms";
import { changeTerms, type TermsChange } from "@lab-grader/core/gradebook/change-terms";
import { spendLateTokens as spend } from "@lab-grader/core/gradebook/late-tokens";
import { learnerRules } from "@lab-grader/core/gradebook/learner-rules";
import {
  contentOfTerms,
  type LearnerTerms,
  LearnerTermsRecord,
  newestTerms,
  termsPartition,
} from "@lab-grader/core/gradebook/learner-terms";
import { LearnerId } from "@lab-grader/core/ids";
import type { Table } from "@lab-grader/core/storage/table";
import { openAssignment, requireRight } from "./access.ts";
import { outOfOrder } from "./assignment-rules.ts";
import type { ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { route } from "./route.ts";

/** `GET /v1/assignments/{assignmentId}/learners/{learnerId}/terms` */
const get: ApiHandler<typeof getTerms> = async ({ identity, params, query }, { table }) => {
  const { assignment, enrolment } = await openLearner(params, identity, table);
  return { body: await termsView({ assignment, enrolment, cursor: query.cursor }, table) };
};

/** `PUT /v1/assignments/{assignmentId}/learners/{learnerId}/terms` */
const set: ApiHandler<typeof setTerms> = async ({ identity, params, body }, deps) => {
  const { table } = deps;
  const { assignment, enrolment } = await openLearner(params, identity, table);
  const { cohortId, assignmentId, dueAt } = assignment;
  await requireRight(cohortId, identity, { table, right: "manage" });
  const { version: seen, reason, extension, isExcused, extraAttempts = 0 } = body;
  if (extension && extension.dueAt <= dueAt)
    throw new VisibleError("terms.extension_too_early", {
      params: { dueAt },
      path: "body.extension.dueAt",
    });
  if (extension?.closesAt !== undefined && extension.closesAt < extension.dueAt)
    throw outOfOrder("extension.dueAt", "extension.closesAt");

  const { learnerId } = enrolment;
  const change: TermsChange = {
    extension: extension && {
      dueAt: extension.dueAt,
      ...(extension.closesAt === undefined ? {} : { closesAt: extension.closesAt }),
    },
    excused: isExcused === true ? true : undefined,
    extraAttempts: extraAttempts === 0 ? undefined : extraAttempts,
  };
  const changing = await changeTerms(
    {
      ...{ cohortId, assignmentId, learnerId, change, reason },
      ...{ seenVersion: seen, by: identity.login },
    },
    deps,
  );
  if (changing.status === "conflict") throw decidedMeanwhile(seen, changing.terms);
  return { body: await termsView({ assignment, enrolment }, table) };
};

/** `POST /v1/assignments/{assignmentId}/late-tokens` */
const spendTokens: ApiHandler<typeof spendLateTokens> = async (
  { identity, params, body },
  deps,
) => {
  const access = await openAssignment(params.assignmentId, identity, deps.table);
  if (access.audience !== "learner") throw new VisibleError("assignment.not_found");
  const { assignment, learner } = access;
  const cohort = await deps.table.get(CohortRecord, assignment);
  if (!cohort) throw new Error(`no cohort ${assignment.cohortId}`);
  const { learnerId } = learner;
  const spending = await spend(
    { cohort, assignment, learnerId, count: body.count, by: identity.login },
    deps,
  );
  if (spending.status === "refused") {
    const { spentHere, most, left, budget } = spending.balance;
    throw new VisibleError(spending.code, {
      params: { spentHere, most, left, budget },
      path: "body.count",
    });
  }
  return { body: spending.balance };
};

export const termsRoutes = [
  route(getTerms, get),
  route(setTerms, set),
  route(spendLateTokens, spendTokens),
];

/** @throws VisibleError `terms.changed` with what is there now. */
export function decidedMeanwhile(seen: number, now: LearnerTerms | undefined): VisibleError {
  const { version = 0, by = "", at = "", reason = "" } = now ?? {};
  return new VisibleError("terms.changed", {
    params: { seen, version, by, at, reason },
    path: "body.version",
  });
}

/**
 * A learner of an assignment, for its staff; dropped ones too.
 * @throws VisibleError `assignment.not_found`, `learner.not_found`
 */
export async function openLearner(
  params: { readonly assignmentId: string; readonly learnerId: string },
  identity: Identity,
  table: Table,
): Promise<{ readonly assignment: Assignment; readonly enrolment: Enrolment }> {
  const { assignment, audience } = await openAssignment(params.assignmentId, identity, table);
  if (audience !== "staff") throw new VisibleError("assignment.not_found");
  const { learnerId } = params;
  const { cohortId } = assignment;
  const enrolment = LearnerId.safeParse(learnerId).success
    ? await table.get(EnrolmentRecord, { cohortId, learnerId })
    : undefined;
  if (!enrolment) throw new VisibleError("learner.not_found");
  return { assignment, enrolment };
}

/** What was decided for a learner, a page of it. */
export async function termsView(
  from: {
    readonly assignment: Assignment;
    readonly enrolment: Enrolment;
    readonly cursor?: string | undefined;
  },
  table: Table,
): Promise<TermsView> {
  const { assignment, enrolment, cursor } = from;
  const { assignmentId } = assignment;
  const { learnerId, login } = enrolment;
  const of = { assignmentId, learnerId };
  const [newest, page] = await Promise.all([
    newestTerms(of, table),
    table.list(LearnerTermsRecord, {
      ...{ pk: termsPartition(of), prefix: "", descending: true, limit: termsPageSize },
      ...(cursor === undefined ? {} : { cursor }),
    }),
  ]);
  const { dueAt, closesAt, attemptLimit } = learnerRules(assignment, newest);
  return {
    ...{ assignmentId, learnerId, login },
    version: newest?.version ?? 0,
    terms: contentOfTerms(newest),
    effective: { dueAt, closesAt, ...(attemptLimit === undefined ? {} : { attemptLimit }) },
    history: page.items.map((terms) => {
      const { version, by, at, reason } = terms;
      return { version, by, at, reason, terms: contentOfTerms(terms) };
    }),
    ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
  };
}
