import { inject } from "vitest";
import * as z from "zod";
import type { StageName } from "./stages.ts";
import type { Resource, Synthesis } from "./synthesize.ts";

/** A synthesized stage, as tests ask it. */
export interface Synthesized extends Synthesis {
  readonly stage: StageName;
  /** What AWS gets of these types, with the inputs read by a schema. */
  all<Schema extends z.ZodType>(
    type: string,
    schema: Schema,
  ): readonly (z.infer<Schema> & { readonly resource: Resource })[];
}

/** @throws Error where the stage was not synthesized. */
export function synthesized(stage: StageName): Synthesized {
  const found = inject("syntheses").find((one) => one.stage === stage);
  if (!found) throw new Error(`${stage} was not synthesized`);
  const { synthesis } = found;
  return {
    ...synthesis,
    stage,
    all: (type, schema) =>
      synthesis.resources
        .filter((resource) => resource.type === type)
        .map((resource) => Object.assign({ resource }, schema.parse(resource.inputs))),
  };
}

const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);

const Statement = z.strictObject({
  Effect: z.literal("Allow"),
  Action: oneOrMore,
  Resource: oneOrMore.default([]),
  Principal: z.record(z.string(), oneOrMore).optional(),
  Condition: z.record(z.string(), z.record(z.string(), z.unknown())).optional(),
});

/** A policy, written as JSON. */
export const PolicyText = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(z.object({ Statement: z.array(Statement) }))
  .transform((document) => document.Statement);

const Role = z.object({
  name: z.string(),
  assumeRolePolicy: PolicyText,
  managedPolicyArns: z.array(z.string()).default([]),
  inlinePolicies: z
    .array(z.object({ name: z.string(), policy: PolicyText }))
    .transform((policies) => policies.flatMap(({ policy }) => policy))
    .default([]),
});

const RolePolicy = z.object({ role: z.string(), policy: PolicyText });

/** The roles of a stage, each with its policies, wherever those are written. */
export function rolesOf(app: Synthesized): readonly z.infer<typeof Role>[] {
  const further = app.all("aws:iam/rolePolicy:RolePolicy", RolePolicy);
  return app.all(typeNames.role, Role).map((role) => ({
    ...role,
    inlinePolicies: [
      ...role.inlinePolicies,
      ...further.filter((one) => one.role === role.name).flatMap(({ policy }) => policy),
    ],
  }));
}

export const LambdaFunction = z.object({
  name: z.string(),
  role: z.string(),
  runtime: z.string(),
  architectures: z.array(z.string()),
  timeout: z.number(),
  reservedConcurrentExecutions: z.number().optional(),
  environment: z.object({ variables: z.record(z.string(), z.unknown()) }),
});

export const Queue = z.object({
  name: z.string(),
  visibilityTimeoutSeconds: z.number(),
  messageRetentionSeconds: z.number().default(4 * 86_400),
  redrivePolicy: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.number() }))
    .optional(),
});

export const Mapping = z.object({
  eventSourceArn: z.string(),
  functionName: z.string(),
  batchSize: z.number(),
  maximumBatchingWindowInSeconds: z.number(),
  functionResponseTypes: z.array(z.string()),
  scalingConfig: z.object({ maximumConcurrency: z.number() }),
});

/** The types of resources, as Pulumi writes them. */
export const typeNames = {
  role: "aws:iam/role:Role",
  lambdaFunction: "aws:lambda/function:Function",
  queue: "aws:sqs/queue:Queue",
  mapping: "aws:lambda/eventSourceMapping:EventSourceMapping",
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  table: "aws:dynamodb/table:Table",
  eventBus: "aws:cloudwatch/eventBus:EventBus",
} as const;

/** `grader` of `arn:…:lab-grader-staging-grader`: what this app calls a resource. */
export function shortName({ stage }: Synthesized, nameOrArn: string): string {
  const mark = `lab-grader-${stage}-`;
  return nameOrArn.slice(nameOrArn.lastIndexOf(mark) + mark.length);
}
