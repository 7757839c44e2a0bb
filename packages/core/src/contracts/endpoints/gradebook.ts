import { defineEndpoint, staff } from "../endpoint.ts";
import { GradebookPage, GradebookQuery } from "../http.ts";

export const getGradebook = defineEndpoint({
  name: "getGradebook",
  method: "GET",
  path: "/v1/assignments/{assignmentId}/gradebook",
  summary: "The learners of one assignment with their stages and criteria, page by page.",
  groups: staff,
  query: GradebookQuery,
  answer: GradebookPage,
  problems: ["assignment.not_found", "learner.not_found", "cursor.invalid"],
});
