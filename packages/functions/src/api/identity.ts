import * as z from "zod";
import { VisibleError } from "./http.ts";

const groups = ["learner", "instructor", "admin"] as const;
export type Group = (typeof groups)[number];

/** Who asks, by the claims of a token that the gateway has verified. */
export interface Identity {
  readonly login: string;
  readonly groups: ReadonlySet<Group>;
}

const Authorized = z.object({
  authorizer: z.object({
    jwt: z.object({
      claims: z.object({
        // The three places of a name: id token, access token, any other issuer's token.
        // docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
        "cognito:username": z.string().min(1).max(128).optional(),
        username: z.string().min(1).max(128).optional(),
        sub: z.string().min(1).max(128).optional(),
        "cognito:groups": z.string().optional(),
      }),
    }),
  }),
});

/**
 * The login is the claim `cognito:username`, else `username`, else `sub`.
 * @throws VisibleError `auth.required` where the request carries no claims of a person.
 */
export function identityOf(requestContext: unknown): Identity {
  const parsed = Authorized.safeParse(requestContext);
  const claims = parsed.data?.authorizer.jwt.claims;
  const login = claims?.["cognito:username"] ?? claims?.username ?? claims?.sub;
  if (!claims || login === undefined) throw new VisibleError("auth.required");
  return { login, groups: groupsOf(claims["cognito:groups"] ?? "") };
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
