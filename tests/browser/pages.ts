import { readFileSync } from "node:fs";
import type { School } from "./school.ts";

/** A page of the application as one person sees it. */
export interface VisitedPage {
  /** As `routes.tsx` writes it: `labs/:assignmentId`. */
  readonly route: string;
  readonly as: string;
  readonly path: string;
}

const source = readFileSync(
  new URL("../../packages/dashboard/src/routes.tsx", import.meta.url),
  "utf8",
);

/** Every address of the application that is made for a signed-in person. @throws Error if some can't be read. */
export function routesOfApplication(): readonly string[] {
  const routes = [...source.matchAll(/\bpage\(\s*"([^"]+)"/g)].map(([, route = ""]) => route);
  const loads = source.match(/\(\) => import\(/g) ?? [];
  if (routes.length !== loads.length) throw new Error("routes.tsx is not written as it was");
  return routes;
}

/** Each page with something on it; the first of a route is as it usually is. */
export async function pagesOf(school: School): Promise<readonly VisitedPage[]> {
  const { cohortId, assignmentId, questionsAssignmentId, planJobId, learnerIdOf } = school;
  const [latest = "", first = ""] = await school.submissionsOf("learner-14");
  const [passed = ""] = await school.submissionsOf("learner-01");
  const [blocked = ""] = await school.submissionsOf("learner-21");
  const [gateRed = ""] = await school.submissionsOf("learner-06");
  const [failed = ""] = await school.submissionsOf("learner-24");
  const cohort = `/cohorts/${cohortId}`;
  const learner = `${cohort}/learners/${learnerIdOf("learner-14")}`;
  const assignment = `/assignments/${assignmentId}`;
  const as = (login: string) => (route: string, path: string) => ({ route, as: login, path });
  const learning = as("learner-14");
  const teaching = as("instructor-01");
  const running = as("admin-01");
  const submissionRoute = "submissions/:submissionId";
  return [
    learning("labs", "/labs"),
    learning("labs/:assignmentId", `/labs/${assignmentId}`),
    learning("labs/:assignmentId/sheet", `/labs/${assignmentId}/sheet`),
    learning("labs/:assignmentId/stages/:stage", `/labs/${assignmentId}/stages/build`),
    learning("labs/:assignmentId/stages/:stage", `/labs/${questionsAssignmentId}/stages/build`),
    learning("sandbox", "/sandbox"),
    learning("questions", "/questions"),
    learning("join", "/join"),
    learning("command-line", "/command-line"),
    learning(submissionRoute, `/submissions/${latest}`),
    as("learner-01")(submissionRoute, `/submissions/${passed}`),
    as("learner-21")(submissionRoute, `/submissions/${blocked}`),
    as("learner-06")(submissionRoute, `/submissions/${gateRed}`),
    as("learner-24")(submissionRoute, `/submissions/${failed}`),
    learning(`${submissionRoute}/comparison`, `/submissions/${latest}/comparison?with=${first}`),
    learning(`${submissionRoute}/evidence`, `/submissions/${latest}/evidence`),
    teaching(submissionRoute, `/submissions/${latest}`),
    teaching("cohorts", "/cohorts"),
    teaching("cohorts/:cohortId", cohort),
    teaching("cohorts/:cohortId/settings", `${cohort}/settings`),
    teaching("cohorts/:cohortId/gradebook", `${cohort}/gradebook`),
    teaching("cohorts/:cohortId/learners", `${cohort}/learners`),
    teaching("cohorts/:cohortId/learners/:learnerId", learner),
    teaching(
      "cohorts/:cohortId/learners/:learnerId/assignments/:assignmentId",
      `${learner}${assignment}`,
    ),
    teaching("cohorts/:cohortId/roster", `${cohort}/roster`),
    teaching("cohorts/:cohortId/assignments", `${cohort}/assignments`),
    teaching("cohorts/:cohortId/assignments/new", `${cohort}/assignments/new`),
    teaching("cohorts/:cohortId/inquiries", `${cohort}/inquiries`),
    teaching("cohorts/:cohortId/export", `${cohort}/export`),
    teaching("cohorts/:cohortId/audit", `${cohort}/audit`),
    teaching("cohorts/:cohortId/jobs", `${cohort}/jobs`),
    teaching("assignments/:assignmentId", assignment),
    teaching("assignments/:assignmentId/edit", `${assignment}/edit`),
    teaching("assignments/:assignmentId/marking", `/assignments/${questionsAssignmentId}/marking`),
    teaching("assignments/:assignmentId/analytics", `${assignment}/analytics`),
    teaching("assignments/:assignmentId/regrades", `${assignment}/regrades`),
    teaching("assignments/:assignmentId/regrades/:jobId", `${assignment}/regrades/${planJobId}`),
    running("operations", "/operations"),
    teaching("library", "/library"),
    teaching("library/proof", "/library/proof"),
    teaching("checks/:kind", "/checks/dynamodb.table"),
    teaching("library/:labId/:version", "/library/dynamodb-introduction/1.0.0"),
  ];
}
