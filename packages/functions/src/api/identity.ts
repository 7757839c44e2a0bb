import type { OneTimeToken } from "@lab-grader/core/cohorts/one-time-token";
import { type Group, groups } from "@lab-grader/core/contracts/endpoint";
import * as z from "zod";
import { VisibleError } from "./http.ts";

/** Who asks, by the claims of a token that the gateway has verified. */
export interface Identity {
  readonly login: string;
  readonly groups: ReadonlySet<Group>;
  /** Present for who came with a one-time token: everything else is closed to them. */
  readonly only?: OneTimeToken;
}

const Authorized = z.object({
  authorizer: z.object({
    jwt: z.object({
      claims: z.object({
        // Written by sign-in-token.ts: Cognito's own names are not those of the roster.
        login: z.string().min(1).max(128),
        "cognito:groups": z.string().optional(),
      }),
    }),
  }),
});

/** @throws VisibleError `auth.required` where the request carries no claims of a person. */
export function identityOf(requestContext: unknown): Identity {
  const parsed = Authorized.safeParse(requestContext);
  if (!parsed.success) throw new VisibleError("auth.required");
  const { login, "cognito:groups": claim = "" } = parsed.data.authorizer.jwt.claims;
  return { login, groups: groupsOf(claim) };
}

/** @throws VisibleError `auth.forbidden` for everybody else. */
export function requireGroup(identity: Identity, ...allowed: readonly Group[]): void {
  if (allowed.some((group) => identity.groups.has(group))) return;
  throw new VisibleError("auth.forbidden", { params: { groups: allowed.join(", ") } });
}

/**
 * API Gateway writes a claim that is a list as one string: `[learner instructor]`. Groups that
 * mean nothing here are left out.
 */
function groupsOf(claim: string): ReadonlySet<Group> {
  const names = new Set(claim.replace(/^\[|\]$/g, "").split(/[\s,]+/));
  return new Set(groups.filter((group) => names.has(group)));
}
