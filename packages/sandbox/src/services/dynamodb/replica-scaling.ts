import type { AwsRequest } from "../../service.ts";
import { alarmNames, putAlarms } from "../application-auto-scaling/policy-alarms.ts";
import {
  type ScalingRegion,
  scaledKey,
  scalingRegion,
} from "../application-auto-scaling/scaling-state.ts";
import { validationError } from "./errors.ts";
import type { Member } from "./replication-group.ts";

/** @throws AwsError unless the capacity of a replica can follow the writes of the others */
export function checkWritesScale({ region, table }: Member): void {
  if (table.billingMode !== "PROVISIONED") return;
  const scaling = scalingRegion(region.account, region.region);
  const [own = "", ...indexes] = writeKeys({ region, table });
  if (!isScaled(scaling, own))
    throw validationError("Table write capacity should either be Pay-Per-Request or AutoScaled.");
  if (!indexes.every((key) => isScaled(scaling, key)))
    throw validationError("GSI write capacity should either be Pay-Per-Request or AutoScaled.");
}

/** DynamoDB scales the writes of a new replica as those of the table it comes from; reads are each region's own. */
export function scaleWritesAlike(request: AwsRequest, source: Member, replica: Member): void {
  const from = scalingRegion(source.region.account, source.region.region);
  const to = scalingRegion(replica.region.account, replica.region.region);
  const inRegion = (arn: string) =>
    arn.replace(`:${source.region.region}:`, `:${replica.region.region}:`);
  for (const key of writeKeys(source)) {
    const scaled = from.targets.get(key);
    if (scaled === undefined) continue;
    const target = { ...scaled, arn: inRegion(scaled.arn) };
    to.targets.set(key, target);
    for (const [name, one] of policiesOf(from, key)) {
      const policy = {
        ...one,
        arn: inRegion(one.arn),
        alarmNames: alarmNames(one.resourceId),
      };
      to.policies.set(name, policy);
      putAlarms({ ...request, region: replica.region.region }, policy, target);
    }
  }
}

/** The write dimension of the table, then of each of its indexes. */
function writeKeys({ table }: Member): readonly string[] {
  return [
    scaledKey({
      resourceId: `table/${table.name}`,
      dimension: "dynamodb:table:WriteCapacityUnits",
    }),
    ...table.globalIndexes.map(({ name }) =>
      scaledKey({
        resourceId: `table/${table.name}/index/${name}`,
        dimension: "dynamodb:index:WriteCapacityUnits",
      }),
    ),
  ];
}

/** A target without a policy scales nothing. */
function isScaled(scaling: ScalingRegion, key: string): boolean {
  return scaling.targets.has(key) && policiesOf(scaling, key).length > 0;
}

function policiesOf(scaling: ScalingRegion, key: string) {
  return [...scaling.policies].filter(([, policy]) => scaledKey(policy) === key);
}
