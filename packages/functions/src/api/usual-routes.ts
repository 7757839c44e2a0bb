import { assignmentRoutes } from "./assignments.ts";
import type { Route } from "./route.ts";
import { submissionRoutes } from "./submissions.ts";
import { submitRoutes } from "./submit.ts";

/** What every submission needs, so it is loaded at a cold start. */
export const usualRoutes: readonly Route[] = [
  ...assignmentRoutes,
  ...submitRoutes,
  ...submissionRoutes,
];
