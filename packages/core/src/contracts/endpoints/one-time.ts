import * as z from "zod";
import { Instant, StageId } from "../../ids.ts";
import { defineEndpoint, type Endpoint } from "../endpoint.ts";
import { listAssignments } from "./assignments.ts";
import { listCallsToSign, openSignedSession, sendSignature } from "./signed-sessions.ts";
import { getSubmission, submit } from "./submissions.ts";

export const createOneTimeToken = defineEndpoint({
  name: "createOneTimeToken",
  method: "POST",
  path: "/v1/assignments/{assignmentId}/tokens",
  summary:
    "Makes a token with which a machine without a browser hands in one stage, once, within 15 minutes. It is shown now and never again.",
  groups: ["learner"],
  body: z.strictObject({ stage: StageId }),
  answer: z.object({
    /** Secret: whoever has it hands in for the learner. */
    token: z.string(),
    expiresAt: Instant,
  }),
  statuses: [201],
  problems: ["assignment.not_found", "stage.unknown"],
});

/**
 * What a one-time token opens, at `/v1/one-time/…` instead of `/v1/…`. There no gateway has looked
 * at a sign-in, so each of them must be narrowed to the token's assignment and stage.
 */
export const oneTimeEndpoints: readonly Endpoint[] = [
  listAssignments,
  submit,
  getSubmission,
  openSignedSession,
  listCallsToSign,
  sendSignature,
];

/** Where an operation is for who comes with a one-time token. */
export function oneTimePath(path: string): string {
  return path.replace(/^\/v1\//, "/v1/one-time/");
}

/** The operation as it is for who comes with a one-time token. */
export function oneTimeOperation(endpoint: Endpoint): Endpoint {
  const { name, path, problems } = endpoint;
  return {
    ...endpoint,
    name: `${name}WithOneTimeToken`,
    path: oneTimePath(path),
    groups: ["learner"],
    problems: [
      ...problems,
      "one_time.unknown",
      "one_time.elsewhere",
      ...(endpoint === submit ? (["one_time.used"] as const) : []),
    ],
  };
}
