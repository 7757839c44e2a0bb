import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { Policy } from "../../policy/document.ts";
import type { AttachedPolicy, AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import { resourceNotFound, tableNotFound } from "./errors.ts";
import { onMember } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { checkedPolicy } from "./policy-document.ts";
import { dynamoDbRegion, findTable, regionOf } from "./region.ts";
import { isPending } from "./settling.ts";
import { type ResourcePolicy, type Table, tableStatus } from "./table.ts";
import { notTableOrStream, ownArn, parseArn } from "./table-lookup.ts";

const ResourceArn = z.string().min(1).max(1283);
const GetInput = z.object({ ResourceArn });
const DeleteInput = z.object({ ResourceArn, ExpectedRevisionId: z.string().optional() });
const PutInput = DeleteInput.extend({ Policy: z.string() });

export const getResourcePolicy: AwsOperation = {
  iam: onMember("ResourceArn"),
  answer(request) {
    const { table, arn } = target(request, parseInput(GetInput, request.input).ResourceArn);
    const stored = table.policies.get(arn);
    if (stored?.policy === undefined) throw policyNotFound(arn);
    return { Policy: stored.policy.text, RevisionId: stored.revision };
  },
};

export const putResourcePolicy: AwsOperation = {
  iam: onMember("ResourceArn"),
  answer(request) {
    const input = parseInput(PutInput, request.input);
    const { table, arn } = target(request, input.ResourceArn);
    const policy = checkedPolicy(input.Policy);
    const current = table.policies.get(arn);
    checkRevision(current, input.ExpectedRevisionId, arn);
    if (current?.policy?.text === policy.text) return { RevisionId: current.revision };
    return changePolicy(request, table, arn, policy);
  },
};

/** Nothing to delete is no error; only the revision that the caller expects can be wrong. */
export const deleteResourcePolicy: AwsOperation = {
  iam: onMember("ResourceArn"),
  answer(request) {
    const input = parseInput(DeleteInput, request.input);
    const { table, arn } = target(request, input.ResourceArn);
    const current = table.policies.get(arn);
    checkRevision(current, input.ExpectedRevisionId, arn);
    if (current === undefined) return {};
    if (current.policy === undefined) return { RevisionId: current.revision };
    return changePolicy(request, table, arn, undefined);
  },
};

/** The policies of a table that is created with one. */
export function createdPolicy(
  { now, account }: AwsRequest,
  arn: string,
  text: string | undefined,
): Map<string, ResourcePolicy> {
  if (text === undefined) return new Map();
  const readyAt = now + account.switches.settling.policy;
  return new Map([[arn, { policy: checkedPolicy(text), revision: String(now), readyAt }]]);
}

/** The policy that a request for a table, its index or its stream meets; an index has its table's. */
export function attachedPolicy(request: AwsRequest, resource: string): AttachedPolicy | undefined {
  const arn = parseArn(resource);
  const name = /^table\/([^/]+)/.exec(arn?.resource ?? "")?.[1];
  if (arn === undefined || name === undefined) return undefined;
  const region = dynamoDbRegion(request.account, arn.region);
  const table = findTable(region, name, request.now);
  const key = arn.resource.includes("/stream/") ? resource : table?.arn;
  const stored = key === undefined ? undefined : table?.policies.get(key);
  return { policy: policyInForce(stored, request.now)?.policy, required: false };
}

/** The policies of the table and its stream, as they are read. */
export function policiesOf({
  policies,
}: Table): readonly { readonly arn: string; readonly text: string }[] {
  return [...policies].flatMap(([arn, { policy }]) =>
    policy === undefined ? [] : [{ arn, text: policy.text }],
  );
}

function changePolicy(
  { now, account }: AwsRequest,
  table: Table,
  arn: string,
  policy: Policy | undefined,
): JsonObject {
  const revision = String(now);
  table.policies.set(arn, {
    ...(policy === undefined ? {} : { policy }),
    revision,
    readyAt: now + account.switches.settling.policy,
    before: policyInForce(table.policies.get(arn), now),
  });
  return { RevisionId: revision };
}

/**
 * What the evaluation goes by. A change is read within seconds, but in force minutes later:
 * docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GetResourcePolicy.html
 */
function policyInForce(
  stored: ResourcePolicy | undefined,
  now: number,
): { policy: Policy; revision: string } | undefined {
  if (stored === undefined) return undefined;
  if (isPending(stored, now)) return stored.before;
  const { policy, revision } = stored;
  return policy === undefined ? undefined : { policy, revision };
}

function checkRevision(
  current: ResourcePolicy | undefined,
  expected: string | undefined,
  arn: string,
): void {
  if (expected === undefined) return;
  const actual = current?.policy === undefined ? "NO_POLICY" : current.revision;
  if (expected === actual) return;
  if (current?.policy === undefined) throw policyNotFound(arn);
  throw new AwsError(
    "PolicyNotFoundException",
    `Resource-based policy not found for the provided ResourceArn: the RevisionId did not match. ResourceArn: ${arn}`,
  );
}

function target(request: AwsRequest, resourceArn: string): { table: Table; arn: string } {
  const { resource } = ownArn(request, resourceArn);
  const [, name, stream] = /^table\/([^/]+)(\/stream\/[^/]+)?$/.exec(resource) ?? [];
  if (name === undefined) throw notTableOrStream(resourceArn);
  const table = findTable(regionOf(request), name, request.now);
  if (table === undefined) throw tableNotFound(name);
  const isRestoring =
    table.change.kind === "restored" && tableStatus(table, request.now) === "CREATING";
  if (isRestoring) throw tableNotFound(name);
  if (stream !== undefined && table.stream?.arn !== resourceArn)
    throw resourceNotFound(resourceArn);
  return { table, arn: resourceArn };
}

function policyNotFound(arn: string): AwsError {
  return new AwsError(
    "PolicyNotFoundException",
    `Resource-based policy not found for the provided ResourceArn: Policy not found for resource: ${arn}`,
  );
}
