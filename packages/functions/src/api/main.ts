import { forwardSigned, largestAnswerBytes } from "@lab-grader/aws/forward-signed";
import { announceOn } from "../announce.ts";
import { ApiEnvironment, readEnvironment } from "../config.ts";
import { labReader } from "../labs.ts";
import { openPlatform } from "../platform.ts";
import { createApi } from "./api.ts";
import { learnerRoleOf } from "./role-set-up.ts";

const environment = readEnvironment(ApiEnvironment, process.env);
const platform = openPlatform(environment);

/** The HTTP API. */
export const handler = createApi({
  ...platform,
  getLab: labReader(platform.table),
  announce: announceOn(platform, environment),
  learnerRole: learnerRoleOf(environment),
  signedCalls: {
    forward: (request, signature) =>
      forwardSigned(request, signature, {
        http: platform.http,
        signal: AbortSignal.timeout(platform.timings.callDeadlineSeconds * 1000),
      }),
    largestAnswerBytes,
    endpoint: environment.AWS_ENDPOINT_URL,
  },
});
