import { nameOf, settings } from "./deployment.ts";
import { commonEnvironment } from "./environment.ts";
import { client, issuer } from "./identity.ts";
import { acceptItems, sendToGrading } from "./permissions.ts";

/** Requests a second to all routes together, and how many may come at once. */
const throttling = { throttlingRateLimit: 100, throttlingBurstLimit: 200 };

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
  environment: commonEnvironment,
  permissions: [acceptItems, sendToGrading],
});

/** HTTP API before one function. */
export const api = new sst.aws.ApiGatewayV2("Api", {
  ...(settings.apiDomain === undefined ? {} : { domain: settings.apiDomain }),
  cors: {
    allowOrigins: [...settings.allowedOrigins],
    allowMethods: ["GET", "POST", "PUT", "PATCH", "DELETE"],
    allowHeaders: ["authorization", "content-type", "idempotency-key", "if-none-match"],
    exposeHeaders: ["etag", "location", "retry-after"],
    maxAge: "1 day",
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
  jwt: { issuer, audiences: [client.id] },
});

api.route("ANY /v1/{proxy+}", apiFunction.arn, { name: "everything" });
// Browsers ask without a token first; the authorizer would refuse that.
// docs.aws.amazon.com/apigateway/latest/developerguide/http-api-cors.html
api.route("OPTIONS /v1/{proxy+}", apiFunction.arn, { name: "preflight", auth: false });
