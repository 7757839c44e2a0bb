import * as z from "zod";
import { AnalyticsPart } from "../../gradebook/analytics/analytics.ts";
import { defineEndpoint, staff } from "../endpoint.ts";

export const getAnalytics = defineEndpoint({
  name: "getAnalytics",
  method: "GET",
  path: "/v1/assignments/{assignmentId}/analytics",
  summary:
    "How an assignment went: sums over some learners, page by page; the sums of the pages are those of the class.",
  groups: staff,
  query: z.strictObject({ cursor: z.string().min(1).max(1024).optional() }),
  answer: AnalyticsPart.extend({ cursor: z.string().optional() }),
  problems: ["assignment.not_found", "cursor.invalid"],
});
