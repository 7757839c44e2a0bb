/** Services that the AWS CLI calls otherwise than their signatures do. */
const serviceBySigningName: Readonly<Record<string, string>> = {
  "access-analyzer": "accessanalyzer",
  monitoring: "cloudwatch",
  servicequotas: "service-quotas",
  // Version 2 of its API is another service to the CLI.
  ses: "sesv2",
};

/** Client packages of the SDK that are called otherwise than the AWS CLI's services. */
const packageByService: Readonly<Record<string, string>> = {
  "application-autoscaling": "application-auto-scaling",
  ce: "cost-explorer",
  dynamodbstreams: "dynamodb-streams",
  events: "eventbridge",
  logs: "cloudwatch-logs",
  resourcegroupstaggingapi: "resource-groups-tagging-api",
};

/** `monitoring` of a signature is `cloudwatch` in the AWS CLI. */
export function cliService(signingName: string): string {
  return serviceBySigningName[signingName] ?? signingName;
}

/** `application-autoscaling` of the AWS CLI is the package `@aws-sdk/client-application-auto-scaling`. */
export function sdkPackage(service: string): string {
  return `@aws-sdk/client-${packageByService[service] ?? service}`;
}

/** `DescribeTimeToLive` is `describe-time-to-live`. */
export function cliCommand(operation: string): string {
  return operation
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .replace(/([A-Z]+)([A-Z][a-z])/g, "$1-$2")
    .toLowerCase();
}
