import * as z from "zod";
import type { Person, SignIn } from "./decide-sign-in.ts";

/**
 * What Cognito sends before it makes tokens, version 2: the first that can change access tokens.
 * docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-pre-token-generation.html
 */
export const TokenEvent = z.looseObject({
  version: z.literal("2"),
  userPoolId: z.string().min(1),
  userName: z.string().min(1),
  request: z.looseObject({
    userAttributes: z.looseObject({
      /** `EXTERNAL_PROVIDER` of somebody who has no password here. */
      "cognito:user_status": z.string().optional(),
      /** JSON of the identity providers that this person comes through. */
      identities: z.string().optional(),
      /** The configured claim of the school's login: infra/identity.ts maps it. */
      preferred_username: z.string().optional(),
    }),
    groupConfiguration: z.looseObject({ groupsToOverride: z.array(z.string()).nullish() }),
  }),
});
export type TokenEvent = z.infer<typeof TokenEvent>;

/** Where Cognito does not say of what kind a person of a provider is, there is no password. */
export function personOf({ userName, request }: TokenEvent): Person {
  const { userAttributes, groupConfiguration } = request;
  const { "cognito:user_status": status, identities, preferred_username } = userAttributes;
  const isExternal = status === "EXTERNAL_PROVIDER";
  const isOfSchool = isExternal || identities !== undefined;
  return {
    userName,
    isOfSchool,
    hasPassword: !isExternal && (status !== undefined || !isOfSchool),
    schoolLogin: preferred_username,
    groups: groupConfiguration.groupsToOverride ?? [],
  };
}

/** The event with the answer, as Cognito wants it back. Groups are those of both tokens. */
export function answered(event: TokenEvent, { login, groups }: SignIn): object {
  return {
    ...event,
    response: {
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: login === undefined ? {} : { claimsToAddOrOverride: { login } },
        groupOverrideDetails: { groupsToOverride: groups },
      },
    },
  };
}
