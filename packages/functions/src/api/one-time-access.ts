import { verifyOneTimeToken } from "@lab-grader/core/cohorts/one-time-token";
import { oneTimeEndpoints } from "@lab-grader/core/contracts/endpoints/one-time";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { ApiDeps } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import type { Route } from "./route.ts";

/** Whether the operation is also there for who comes with a one-time token. */
export function isOneTime({ endpoint: { name } }: Route): boolean {
  return oneTimeEndpoints.some((each) => each.name === name);
}

/**
 * The gateway lets every request to `/v1/one-time/…` through; here it is decided.
 * @throws VisibleError `one_time.unknown`
 */
export async function oneTimeIdentity(
  { headers }: Pick<APIGatewayProxyEventV2, "headers">,
  deps: Pick<ApiDeps, "table" | "hash" | "now">,
): Promise<Identity> {
  const token = (headers.authorization ?? "").replace(/^Bearer +/i, "");
  const only = await verifyOneTimeToken(token, deps);
  if (!only) throw new VisibleError("one_time.unknown");
  return { login: only.login, groups: new Set(["learner"]), only };
}
