import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SQSClient } from "@aws-sdk/client-sqs";
import { STSClient } from "@aws-sdk/client-sts";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { retriesWithin } from "./retries.ts";
import type { SharedHttpHandler } from "./shared-http-handler.ts";

/** What the clients of our own account share. Credentials and endpoint are the environment's. */
export interface OwnSettings {
  readonly region: string;
  readonly http: SharedHttpHandler;
  readonly timings: Pick<GradingTimings, "callDeadlineSeconds">;
}

export function ownDynamoDb(settings: OwnSettings): DynamoDBClient {
  return new DynamoDBClient(configOf(settings));
}

export function ownSqs(settings: OwnSettings): SQSClient {
  return new SQSClient(configOf(settings));
}

export function ownEventBridge(settings: OwnSettings): EventBridgeClient {
  return new EventBridgeClient(configOf(settings));
}

export function ownCognito(settings: OwnSettings): CognitoIdentityProviderClient {
  return new CognitoIdentityProviderClient(configOf(settings));
}

/** Asks the regional endpoint, which is also the one that the learner's CloudTrail names. */
export function ownSts(settings: OwnSettings): STSClient {
  return new STSClient(configOf(settings));
}

function configOf({ region, http, timings }: OwnSettings) {
  const retryStrategy = retriesWithin(timings.callDeadlineSeconds);
  return { region, requestHandler: http, retryStrategy };
}
