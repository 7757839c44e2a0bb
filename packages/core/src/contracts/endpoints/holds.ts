import * as z from "zod";
import { Hold } from "../../cohorts/assignment.ts";
import { AssignmentId } from "../../ids.ts";
import { defineEndpoint, staff } from "../endpoint.ts";
import { Moment } from "../moment.ts";
import { JobView } from "./jobs.ts";
import { Reason } from "./terms.ts";

const CriterionName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,15}\.[a-z][a-z0-9-]{0,39}$/,
    "the full name of a criterion: stage.criterion",
  );

/** The criteria of an assignment that count in neither direction, and the job that follows. */
export const HoldsView = z.object({
  assignmentId: AssignmentId,
  version: z.int(),
  holds: z.array(Hold),
  /** Brings the change to the grades that are there. */
  job: JobView,
});
export type HoldsView = z.infer<typeof HoldsView>;

export const holdCriterion = defineEndpoint({
  name: "holdCriterion",
  method: "POST",
  path: "/v1/assignments/{assignmentId}/holds",
  summary:
    "Puts a criterion on hold: from now on it counts in neither direction. Past grades follow as a job. Again: starts the job again.",
  groups: staff,
  body: z.strictObject({
    criterion: CriterionName,
    reason: Reason,
    /** Attempts that were spent on it from then on come back. */
    since: Moment.optional(),
  }),
  answer: HoldsView,
  statuses: [202],
  problems: [
    "assignment.not_found",
    "cohort.role_too_small",
    "hold.criterion_unknown",
    "hold.attempts_unlimited",
    "hold.since_future",
  ],
});

export const releaseCriterion = defineEndpoint({
  name: "releaseCriterion",
  method: "DELETE",
  path: "/v1/assignments/{assignmentId}/holds/{criterion}",
  summary: "Ends a hold: the criterion counts as it was judged. Past grades follow as a job.",
  groups: staff,
  query: z.strictObject({ reason: Reason.optional() }),
  answer: HoldsView,
  statuses: [202],
  problems: ["assignment.not_found", "cohort.role_too_small", "hold.none"],
});
