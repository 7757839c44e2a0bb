import { apiCors, apiRoutes } from "@lab-grader/core/contracts/gateway";
import { throttling } from "./concurrency.ts";
import { accountId, nameOf, settings } from "./deployment.ts";
import { followUpEnvironment } from "./environment.ts";
import { browserClient, commandLineClient, issuer } from "./identity.ts";
import { learnerRoleTemplateUrl } from "./learner-role.ts";
import {
  changeItems,
  publishEvents,
  queryOpen,
  removeItems,
  sendToGrading,
  sendToRegrade,
} from "./permissions.ts";
import { webOrigins } from "./site.ts";

/** Neither addresses nor browsers: a login is in the functions' logs only where something failed. */
const accessLogFormat = JSON.stringify({
  requestTime: "$context.requestTime",
  requestId: "$context.requestId",
  routeKey: "$context.routeKey",
  method: "$context.httpMethod",
  path: "$context.path",
  status: "$context.status",
  latencyMs: "$context.responseLatency",
  integrationStatus: "$context.integration.status",
  authorizerError: "$context.authorizer.error",
});

export const apiFunction = new sst.aws.Function("ApiHandler", {
  name: nameOf("api"),
  description: "The HTTP API",
  handler: "packages/functions/src/api/main.handler",
  // API Gateway gives up after 30.
  timeout: "29 seconds",
  environment: {
    ...followUpEnvironment,
    GRADER_ROLE_ARN: $interpolate`arn:aws:iam::${accountId}:role/${nameOf("grader")}`,
    LEARNER_ROLE_TEMPLATE_URL: learnerRoleTemplateUrl,
  },
  permissions: [changeItems, removeItems, queryOpen, sendToGrading, sendToRegrade, publishEvents],
});

/** HTTP API before one function. */
export const api = new sst.aws.ApiGatewayV2("Api", {
  ...(settings.apiDomain === undefined ? {} : { domain: settings.apiDomain }),
  cors: {
    allowOrigins: [...webOrigins],
    allowMethods: [...apiCors.allowMethods],
    allowHeaders: [...apiCors.allowHeaders],
    exposeHeaders: [...apiCors.exposeHeaders],
    maxAge: `${apiCors.maxAgeSeconds} seconds`,
  },
  accessLog: { retention: "1 month" },
  transform: {
    stage: (stage) => {
      stage.defaultRouteSettings = throttling;
      stage.accessLogSettings = $output(stage.accessLogSettings).apply((log) => ({
        destinationArn: log?.destinationArn ?? "",
        format: accessLogFormat,
      }));
      return undefined;
    },
    route: {
      args: (route) => {
        // Only access tokens have scopes: an ID token is refused.
        // docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
        route.auth ??= { jwt: { authorizer: authorizer.id, scopes: ["openid"] } };
        return undefined;
      },
    },
  },
});

const authorizer = api.addAuthorizer({
  name: "people",
  jwt: { issuer, audiences: [browserClient.id, commandLineClient.id] },
});

for (const { routeKey, isAuthorized } of apiRoutes) {
  api.route(routeKey, apiFunction.arn, {
    name: routeKey,
    ...(isAuthorized ? {} : { auth: false }),
  });
}
