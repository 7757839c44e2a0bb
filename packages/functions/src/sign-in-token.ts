import { ownCognito } from "@lab-grader/aws/own-clients";
import { secondFactorReader } from "@lab-grader/aws/second-factor";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import { readEnvironment, SignInEnvironment } from "./config.ts";
import { completeToken } from "./sign-in/complete-token.ts";
import { createTelemetry } from "./telemetry.ts";

// Cognito waits five seconds for an answer, then calls again, three times in all.
// docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-working-with-lambda-triggers.html
const timings = { callDeadlineSeconds: 3 };

const environment = readEnvironment(SignInEnvironment, process.env);
const deps = {
  hasSecondFactor: secondFactorReader(
    ownCognito({ region: environment.AWS_REGION, http: new SharedHttpHandler(timings), timings }),
  ),
  schoolAsksSecondFactor: environment.SCHOOL_ASKS_SECOND_FACTOR === "yes",
  loginClaim: environment.LOGIN_CLAIM,
  telemetry: createTelemetry(environment.DEPLOYMENT_STAGE),
};

/** Cognito asks it before it makes tokens, at each sign-in and each refresh. */
export const handler = (event: unknown): Promise<object> => completeToken(event, deps);
