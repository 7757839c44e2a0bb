import * as z from "zod";
import { Instant, LearnerId } from "../../ids.ts";
import { defineEndpoint } from "../endpoint.ts";

export const eraseLearner = defineEndpoint({
  name: "eraseLearner",
  method: "POST",
  path: "/v1/learners/{learnerId}/erase",
  summary:
    "Removes a learner's personal data; grades stay under the learner id. Can't be undone. Send it again while something is left.",
  groups: ["admin"],
  body: z.strictObject({
    /** The learner's login, so that nobody erases a mistyped id; after the first step, its replacement is not asked. */
    login: z.string("the learner's login").min(1).max(128),
    reason: z.string("why").trim().min(1).max(500),
  }),
  answer: z.object({
    learnerId: LearnerId,
    erasedAt: Instant,
    /** Submissions whose answers and evidence went with this request. */
    submissions: z.int(),
    /** Some are left: send the same request again. */
    isLeft: z.boolean(),
  }),
  problems: ["learner.not_found", "learner.other_login"],
});
