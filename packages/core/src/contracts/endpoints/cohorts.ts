import * as z from "zod";
import { Cohort, CohortName, largestStaff, StaffMember } from "../../cohorts/cohort.ts";
import { CohortId, Instant } from "../../ids.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { CohortList } from "../http.ts";
import { Moment } from "../moment.ts";

/** A cohort as its staff sees it. */
export const CohortView = Cohort.extend({
  /** The link by which learners enrol themselves, without its token; absent: there is none. */
  joinLink: z.object({ expiresAt: Instant, uses: z.int(), largestUses: z.int() }).optional(),
});
export type CohortView = z.infer<typeof CohortView>;

const LateTokens = z.int("a whole number").min(0).max(100);

export const listCohorts = defineEndpoint({
  name: "listCohorts",
  method: "GET",
  path: "/v1/cohorts",
  summary: "The cohorts that the signed-in member of staff runs.",
  groups: staff,
  answer: CohortList,
});

export const createCohort = defineEndpoint({
  name: "createCohort",
  method: "POST",
  path: "/v1/cohorts",
  summary: "Makes a cohort; who makes it is its first instructor.",
  groups: staff,
  body: z.strictObject({
    name: CohortName,
    startsAt: Moment,
    endsAt: Moment,
    lateTokens: LateTokens.optional(),
  }),
  answer: CohortView,
  statuses: [201],
  problems: ["dates.out_of_order"],
});

export const getCohort = defineEndpoint({
  name: "getCohort",
  method: "GET",
  path: "/v1/cohorts/{cohortId}",
  summary: "A cohort with its dates and staff.",
  groups: staff,
  answer: CohortView,
  problems: ["cohort.not_found"],
});

export const changeCohort = defineEndpoint({
  name: "changeCohort",
  method: "PATCH",
  path: "/v1/cohorts/{cohortId}",
  summary:
    "Changes name, dates or late tokens of a cohort, if nobody else has changed it meanwhile.",
  groups: staff,
  body: z.strictObject({
    /** Of the cohort as it was read. */
    version: z.int("the version that you have read").min(1),
    name: CohortName.optional(),
    startsAt: Moment.optional(),
    endsAt: Moment.optional(),
    /** Null takes them away. */
    lateTokens: LateTokens.nullable().optional(),
  }),
  answer: CohortView,
  problems: ["cohort.not_found", "cohort.role_too_small", "cohort.changed", "dates.out_of_order"],
});

export const setStaff = defineEndpoint({
  name: "setStaff",
  method: "PUT",
  path: "/v1/cohorts/{cohortId}/staff",
  summary: "Says who runs a cohort: all of them, at least one instructor.",
  groups: staff,
  body: z.strictObject({
    version: z.int("the version that you have read").min(1),
    staff: z.array(StaffMember).max(largestStaff),
  }),
  answer: CohortView,
  problems: [
    "cohort.not_found",
    "cohort.role_too_small",
    "cohort.changed",
    "cohort.instructor_missing",
    "cohort.staff_twice",
  ],
});

/** The largest class that one link lets in. */
const largestUses = 5000;

export const createJoinLink = defineEndpoint({
  name: "createJoinLink",
  method: "POST",
  path: "/v1/cohorts/{cohortId}/join-link",
  summary:
    "Makes the link by which learners enrol themselves. Its token is shown now and never again; an earlier one ends.",
  groups: staff,
  body: z.strictObject({
    expiresAt: Moment,
    largestUses: z.int("a whole number").min(1).max(largestUses),
  }),
  answer: z.object({
    cohortId: CohortId,
    /** Secret: whoever has it and signs in as a learner is in. */
    token: z.string(),
    expiresAt: Instant,
    largestUses: z.int(),
  }),
  statuses: [201],
  problems: ["cohort.not_found", "cohort.role_too_small", "dates.out_of_order"],
});

export const revokeJoinLink = defineEndpoint({
  name: "revokeJoinLink",
  method: "DELETE",
  path: "/v1/cohorts/{cohortId}/join-link",
  summary: "Ends the link by which learners enrol themselves; without one nothing changes.",
  groups: staff,
  answer: CohortView,
  problems: ["cohort.not_found", "cohort.role_too_small"],
});

export const joinCohort = defineEndpoint({
  name: "joinCohort",
  method: "POST",
  path: "/v1/join",
  summary: "Enrols the signed-in learner in the cohort of a join link.",
  groups: ["learner"],
  body: z.strictObject({ token: z.string("the token of the link").min(1).max(100) }),
  answer: z.object({
    status: z.enum(["joined", "already"]),
    cohortId: CohortId,
    name: z.string(),
  }),
  problems: ["join.unknown", "join.ended", "join.full", "join.dropped"],
});
