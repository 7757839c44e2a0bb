import { refusalCodes } from "../../submissions/acceptance.ts";
import { SubmissionView } from "../../views/submission-view.ts";
import { defineEndpoint, everybody } from "../endpoint.ts";
import { SubmissionList, SubmissionReceipt, SubmissionsQuery, SubmitRequest } from "../http.ts";

export const submit = defineEndpoint({
  name: "submit",
  method: "POST",
  path: "/v1/assignments/{assignmentId}/submissions",
  summary:
    "Submits a stage. 202: accepted; 200: the same request again, or the one that is on its way.",
  groups: ["learner"],
  body: SubmitRequest,
  isIdempotent: true,
  answer: SubmissionReceipt,
  statuses: [202, 200],
  problems: [...refusalCodes, "answers.invalid"],
});

export const listSubmissions = defineEndpoint({
  name: "listSubmissions",
  method: "GET",
  path: "/v1/assignments/{assignmentId}/submissions",
  summary: "The submissions of a learner to an assignment; staff name the learner.",
  groups: everybody,
  query: SubmissionsQuery,
  answer: SubmissionList,
  problems: ["assignment.not_found", "learner.not_found", "cursor.invalid"],
});

export const getSubmission = defineEndpoint({
  name: "getSubmission",
  method: "GET",
  path: "/v1/submissions/{submissionId}",
  summary:
    "A submission with its feedback. Send the ETag as If-None-Match: 304 while nothing is new; Retry-After says when to ask again.",
  groups: everybody,
  hasETag: true,
  answer: SubmissionView,
  problems: ["submission.not_found"],
});
