import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import * as z from "zod";
import { type Finding, reasonOf } from "./finding.ts";
import { readFixedCost } from "./fixed-cost.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** A kind of resource that the deployment makes. */
export interface PlannedResource {
  readonly what: string;
  readonly count: number;
}

/** What an operator would call what Pulumi calls otherwise; the rest goes with one of these. */
const shown: Readonly<Record<string, string>> = {
  "aws:acm/certificate:Certificate": "TLS certificate",
  "aws:apigatewayv2/api:Api": "HTTP API",
  "aws:budgets/budget:Budget": "budget of the account",
  "aws:cloudfront/distribution:Distribution": "CloudFront distribution",
  "aws:cloudwatch/dashboard:Dashboard": "CloudWatch dashboard",
  "aws:cloudwatch/eventBus:EventBus": "event bus",
  "aws:cloudwatch/logGroup:LogGroup": "log group",
  "aws:cloudwatch/metricAlarm:MetricAlarm": "CloudWatch alarm",
  "aws:cognito/userPool:UserPool": "Cognito user pool",
  "aws:dynamodb/table:Table": "DynamoDB table",
  "aws:iam/role:Role": "IAM role",
  "aws:lambda/function:Function": "Lambda function",
  "aws:route53/record:Record": "DNS record",
  "aws:s3/bucket:Bucket": "S3 bucket",
  "aws:scheduler/schedule:Schedule": "schedule",
  "aws:sns/topic:Topic": "SNS topic",
  "aws:sqs/queue:Queue": "SQS queue",
};

const Synthesis = z.object({
  resources: z.array(z.object({ type: z.string(), isOurs: z.boolean() })),
});

/** What sst.config.ts would create, unless it does not run. */
export interface Plan {
  readonly findings: readonly Finding[];
  readonly created?: readonly PlannedResource[] | undefined;
  /** Of the stage while nothing happens, a month: `5.36 USD`. */
  readonly fixedCost?: string | undefined;
}

/**
 * Runs the real sst.config.ts of this stage with these settings, over a Pulumi that only writes
 * down. Needs SST's components in .sst/platform; asks nothing of AWS.
 */
export async function planDeployment(
  stage: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<Plan> {
  const check = "sst.config.ts";
  if (!existsSync(`${root}.sst/platform`)) {
    const found = "SST's components are not installed. To check it too: npm run typecheck:infra";
    return { findings: [{ check, status: "unchecked", found }] };
  }
  try {
    const created = await countResources(stage, environment);
    const fixedCost = await readFixedCost();
    const found = "runs with these settings";
    return { findings: [{ check, status: "ok", found }], created, fixedCost };
  } catch (fault) {
    const expected = "a program that runs";
    const change = `npm run test:infra -- --json --stage ${stage} --settings-from-environment shows where`;
    return { findings: [{ check, status: "failed", found: firstError(fault), expected, change }] };
  }
}

async function countResources(
  stage: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<readonly PlannedResource[]> {
  const words = ["tests/infra/main.ts", "--json", "--stage", stage, "--settings-from-environment"];
  const { stdout } = await promisify(execFile)(process.execPath, words, {
    cwd: root,
    env: environment,
    maxBuffer: 64 * 1024 * 1024,
  });
  const { resources } = Synthesis.parse(JSON.parse(stdout));
  const ours = resources.filter(({ isOurs }) => isOurs);
  const counted = Object.entries(shown)
    .map(([type, what]) => ({ what, count: ours.filter((one) => one.type === type).length }))
    .filter(({ count }) => count > 0);
  const known = counted.reduce((sum, { count }) => sum + count, 0);
  return [...counted, { what: "smaller part of these", count: ours.length - known }];
}

/** A program that fails writes a lot; its first error says why. */
function firstError(fault: unknown): string {
  const text = fault instanceof Error ? fault.message : String(fault);
  return text.split("\n").find((line) => /error: (?!file:)/i.test(line)) ?? reasonOf(fault);
}
