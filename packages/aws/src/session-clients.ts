import type { STSClientConfig } from "@aws-sdk/client-sts";
import type { FactCall } from "@lab-grader/core/facts/fact";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { type AwsService, commandOf, getService, type ServiceClient } from "./aws-services.ts";
import { awsServices } from "./operations.generated.ts";
import { mostAttempts, retriesWithin } from "./retries.ts";
import type { SharedHttpHandler } from "./shared-http-handler.ts";

/** Sends a request, and may keep connections warm: all that a client needs of its handler. */
export type HttpSender = Pick<SharedHttpHandler, "handle" | "destroy">;

/** What the clients of a session share with those of all others. */
export interface SessionSettings {
  readonly http: HttpSender;
  readonly timings: Pick<GradingTimings, "callDeadlineSeconds">;
  /** Only where it is not AWS's own: the local sandbox. Else the SDK reads AWS_ENDPOINT_URL. */
  readonly endpoint?: string | undefined;
}

/** Credentials, or where the SDK finds them. */
export type SessionCredentials = NonNullable<STSClientConfig["credentials"]>;

/** One call, with retries. @throws the SDK's error for whatever AWS refuses. */
export type SendCall = (call: FactCall, options: { abortSignal: AbortSignal }) => Promise<object>;

/**
 * What the SDK would otherwise look for in the environment and in ~/.aws for each new client, two
 * failed searches per setting; a session has clients of its own. The name is shown in CloudTrail.
 */
const settled = {
  useDualstackEndpoint: false,
  useFipsEndpoint: false,
  authSchemePreference: ["sigv4"],
  maxAttempts: mostAttempts,
  userAgentAppId: "lab-grader",
};

/** The settings of every client that signs with these credentials. */
export function clientSettings(
  { http, timings, endpoint }: SessionSettings,
  credentials: SessionCredentials,
) {
  return {
    ...settled,
    credentials,
    requestHandler: http,
    retryStrategy: retriesWithin(timings.callDeadlineSeconds),
    ...(endpoint === undefined ? {} : { endpoint }),
  };
}

/** Sends calls with one set of credentials; a client per service and region, made when first used. */
export function sendWith(
  settings: SessionSettings,
  credentials: SessionCredentials,
  services = awsServices,
): SendCall {
  const clients = new Map<string, ServiceClient>();
  const clientOf = ({ Client }: AwsService, { service, region }: FactCall): ServiceClient => {
    const place = `${service} ${region}`;
    const known = clients.get(place);
    if (known) return known;
    const client = new Client({
      ...clientSettings(settings, credentials),
      region,
      // Else DynamoDB is asked under a host name per account, each with handshakes of its own.
      accountIdEndpointMode: "disabled",
    });
    clients.set(place, client);
    return client;
  };
  return async (call, options) => {
    const service = await getService(services, call.service);
    return clientOf(service, call).send(commandOf(service, call), options);
  };
}
