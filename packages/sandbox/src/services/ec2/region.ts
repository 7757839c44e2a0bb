import { randomBytes } from "node:crypto";
import * as z from "zod";
import { regionalState } from "../../accounts.ts";
import { AwsError } from "../../aws-error.ts";
import type { AwsRequest, IamRequest, JsonObject } from "../../service.ts";

export interface Vpc {
  readonly id: string;
  readonly cidrBlock: string;
}

export interface RouteTable {
  readonly id: string;
  readonly vpcId: string;
  /** Made with its VPC. */
  readonly isMain: boolean;
}

export interface VpcEndpoint {
  readonly id: string;
  readonly type: "Gateway" | "Interface";
  readonly vpcId: string;
  readonly serviceName: string;
  readonly createdAt: number;
  routeTableIds: string[];
  /** The policy document as it was given. */
  policy: string;
  readonly privateDns: boolean;
}

/** EC2 of one account in one region, by id. There is no default VPC. */
export interface Ec2Region {
  readonly vpcs: Map<string, Vpc>;
  readonly routeTables: Map<string, RouteTable>;
  readonly endpoints: Map<string, VpcEndpoint>;
}

export const ec2Region = regionalState(
  (): Ec2Region => ({ vpcs: new Map(), routeTables: new Map(), endpoints: new Map() }),
);

export function regionOf({ account, region }: AwsRequest): Ec2Region {
  return ec2Region(account, region);
}

/** `vpc-0f3a…`: 17 hexadecimal digits, as AWS makes them since 2018. */
export function newId(prefix: string): string {
  return `${prefix}-${randomBytes(9).toString("hex").slice(0, 17)}`;
}

export const Filters = z
  .array(z.object({ Name: z.string(), Value: z.array(z.string()).default([]) }))
  .default([]);

/** Paged Describe operations: `MaxResults` is absent where everything is wanted. */
export const Paged = {
  MaxResults: z.coerce.number().int().min(5).max(1000).default(1000),
  NextToken: z.string().optional(),
};

/** @throws AwsError in EC2's words, naming the first member that breaks its rule */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  { input }: AwsRequest,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const member = issue?.path.join(".") ?? "";
  if (issue?.code === "unrecognized_keys") {
    throw new AwsError("NotInLocalSandbox", `${issue.keys.join(", ")} is not in the local sandbox`);
  }
  if (issue?.code === "invalid_type" && input[member] === undefined) {
    throw new AwsError("MissingParameter", `The request must contain the parameter ${member}`);
  }
  throw new AwsError("InvalidParameterValue", `Value for parameter ${member} is invalid.`);
}

/**
 * What passes all filters; each names a value that a thing has, or one of several.
 * @throws AwsError for a filter that this sandbox doesn't know
 */
export function filtered<Thing>(
  things: Iterable<Thing>,
  filters: z.output<typeof Filters>,
  values: Readonly<Record<string, (thing: Thing) => readonly string[]>>,
): Thing[] {
  return [...things].filter((thing) =>
    filters.every(({ Name, Value }) => {
      const has = values[Name];
      if (has === undefined)
        throw new AwsError("InvalidParameterValue", `The filter '${Name}' is invalid`);
      return has(thing).some((one) => Value.includes(one));
    }),
  );
}

/** One page of a list; the token is the place of the next one. */
export function page(
  name: string,
  entries: readonly JsonObject[],
  { MaxResults, NextToken }: { MaxResults: number; NextToken?: string | undefined },
): JsonObject {
  const start = NextToken === undefined ? 0 : Number(NextToken);
  const end = start + MaxResults;
  return {
    [name]: entries.slice(start, end),
    ...(end < entries.length ? { nextToken: String(end) } : {}),
  };
}

export function onEverything({ operation }: AwsRequest): IamRequest {
  return { action: `ec2:${operation}`, resources: ["*"] };
}

export function arnOf({ account, region }: AwsRequest, resource: string): string {
  return `arn:aws:ec2:${region}:${account.accountId}:${resource}`;
}

export function isIp4Block(text: string): boolean {
  return /^(\d{1,3}\.){3}\d{1,3}\/(1[6-9]|2[0-8])$/.test(text);
}
