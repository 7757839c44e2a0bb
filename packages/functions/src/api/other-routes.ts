import { analyticsRoutes } from "./analytics.ts";
import { archiveRoutes } from "./archive.ts";
import { auditRoutes } from "./audit.ts";
import { cohortRoutes } from "./cohorts.ts";
import { exportRoutes } from "./exports.ts";
import { gradebookRoutes } from "./gradebook.ts";
import { gradebookMatrixRoutes } from "./gradebook-matrix.ts";
import { holdRoutes } from "./holds.ts";
import { inquiryRoutes } from "./inquiries.ts";
import { jobRoutes } from "./jobs.ts";
import { joinRoutes } from "./join.ts";
import { labRoutes } from "./labs.ts";
import { learnerResultRoutes } from "./learner-results.ts";
import { manageAssignmentRoutes } from "./manage-assignments.ts";
import { oneTimeRoutes } from "./one-time.ts";
import { openApiRoutes } from "./openapi.ts";
import { operationRoutes } from "./operations.ts";
import { regradeRoutes } from "./regrades.ts";
import { reviewRoutes } from "./review.ts";
import { rosterRoutes } from "./roster.ts";
import type { Route } from "./route.ts";
import { sandboxAccountRoutes } from "./sandbox-accounts.ts";
import { signedSessionRoutes } from "./signed-sessions.ts";
import { submissionEvidenceRoutes } from "./submission-evidence.ts";
import { submissionStepRoutes } from "./submission-steps.ts";
import { termsRoutes } from "./terms.ts";

/** All operations that learners don't need for every submission: loaded when the first is asked. */
export const otherRoutes: readonly Route[] = [
  ...openApiRoutes,
  ...labRoutes,
  ...cohortRoutes,
  ...joinRoutes,
  ...rosterRoutes,
  ...archiveRoutes,
  ...manageAssignmentRoutes,
  ...termsRoutes,
  ...learnerResultRoutes,
  ...reviewRoutes,
  ...inquiryRoutes,
  ...holdRoutes,
  ...oneTimeRoutes,
  ...submissionStepRoutes,
  ...submissionEvidenceRoutes,
  ...gradebookRoutes,
  ...gradebookMatrixRoutes,
  ...jobRoutes,
  ...regradeRoutes,
  ...sandboxAccountRoutes,
  ...auditRoutes,
  ...operationRoutes,
  ...signedSessionRoutes,
  ...analyticsRoutes,
  ...exportRoutes,
];
