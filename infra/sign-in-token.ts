import { nameOf, settings, stage } from "./deployment.ts";
import { lambdaOnly, writeOwnLogs } from "./functions.ts";

const name = nameOf("sign-in-token");

/**
 * Made here and not by SST: a role that lists its policies takes no other (Pulumi keeps the list
 * exclusive), and one policy of this role names the user pool, which names the function, which
 * names the role. So the policies are resources of their own, and the last one follows the pool.
 */
const role = new aws.iam.Role("SignInTokenRole", { name, assumeRolePolicy: lambdaOnly });

new aws.iam.RolePolicy("SignInTokenLogs", {
  name: "logs",
  role: role.name,
  policy: writeOwnLogs(name),
});

/** Cognito asks it before it makes tokens: who is this on the roster, and which groups count. */
export const signInToken = new sst.aws.Function("SignInToken", {
  name,
  role: role.arn,
  description: "Writes the roster's login into tokens, and withholds groups of staff",
  handler: "packages/functions/src/sign-in-token.handler",
  // Cognito waits no longer.
  // docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
  timeout: "5 seconds",
  environment: {
    DEPLOYMENT_STAGE: stage,
    LOGIN_CLAIM: settings.loginClaim,
    SCHOOL_ASKS_SECOND_FACTOR: settings.schoolAsksSecondFactor ? "yes" : "no",
  },
});

/** Lets it look whether a member of staff has a second factor, in this pool only. */
export function letReadUsersOf(userPoolArn: $util.Output<string>): void {
  new aws.iam.RolePolicy("SignInTokenReadsPeople", {
    name: "people",
    role: role.name,
    policy: $jsonStringify({
      Version: "2012-10-17",
      Statement: [{ Effect: "Allow", Action: "cognito-idp:AdminGetUser", Resource: userPoolArn }],
    }),
  });
}
