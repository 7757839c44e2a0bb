/** CloudWatch adds this to each event: docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html */
const bytesPerEvent = 26;

const requestId = "8f507cfc-example-4697-b07a-ac58fc914c95";

/** docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-view.html */
const lambdaLines = [
  `START RequestId: ${requestId} Version: $LATEST\n`,
  `END RequestId: ${requestId}\n`,
  `REPORT RequestId: ${requestId}\tDuration: 123.45 ms\tBilled Duration: 124 ms\tMemory Size: 512 MB\tMax Memory Used: 123 MB\t\n`,
];

/** As infra/api.ts declares it, with values as API Gateway fills them in. */
const accessLogLine = JSON.stringify({
  requestTime: "22/Nov/2026:12:00:00 +0000",
  requestId: "JKJaXmPLvHcESHA=",
  routeKey: "GET /v1/{proxy+}",
  method: "GET",
  path: "/v1/submissions/sub_000000000001.000000000001.build.0001",
  status: "200",
  latencyMs: "123",
  integrationStatus: "200",
  authorizerError: "-",
});

/** What Lambda writes by itself for each invocation. */
export const lambdaLogBytes = bytesOf(lambdaLines);

/** What API Gateway writes for each request. */
export const accessLogBytes = bytesOf([accessLogLine]);

function bytesOf(events: readonly string[]): number {
  return events.reduce((sum, event) => sum + Buffer.byteLength(event) + bytesPerEvent, 0);
}
