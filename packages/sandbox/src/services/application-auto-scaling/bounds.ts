import { randomUUID } from "node:crypto";
import type { AwsRequest } from "../../service.ts";
import { setThroughput } from "../dynamodb/capacity-change.ts";
import { findTable, regionOf } from "../dynamodb/region.ts";
import { type GlobalIndex, indexStatus, type Table, tableStatus } from "../dynamodb/table.ts";
import { type ScalableTarget, type Scaled, scalingRegion } from "./scaling-state.ts";
import { validationError } from "./shapes.ts";

/**
 * A target that is registered or changed brings the capacity into its bounds. Here that takes no
 * time; on AWS it takes some seconds. Nothing else is ever scaled in the sandbox.
 *
 * @throws AwsError if there is no such table or index
 */
export function keepWithinBounds(request: AwsRequest, target: ScalableTarget): void {
  const { isScaled, resource } = scaledResource(request, target);
  if (!isScaled) return;
  const { read, write } = resource.throughput;
  const isRead = target.dimension.endsWith(":ReadCapacityUnits");
  const units = isRead ? read : write;
  const within = Math.min(Math.max(units, target.min), target.max);
  if (within === units) return;
  setThroughput(
    resource,
    {
      ReadCapacityUnits: isRead ? within : read,
      WriteCapacityUnits: isRead ? write : within,
    },
    request.now,
  );
  scalingRegion(request.account, request.region).activities.push({
    resourceId: target.resourceId,
    dimension: target.dimension,
    id: randomUUID(),
    description: `Setting ${isRead ? "read" : "write"} capacity units to ${within}.`,
    cause:
      within === target.min
        ? `minimum capacity was set to ${target.min}`
        : `maximum capacity was set to ${target.max}`,
    at: request.now,
  });
}

/** @throws AwsError if there is no such table or index */
function scaledResource(
  request: AwsRequest,
  { resourceId }: Scaled,
): { readonly resource: Table | GlobalIndex; readonly isScaled: boolean } {
  const [, tableName = "", , indexName] = resourceId.split("/");
  const table = findTable(regionOf(request), tableName, request.now);
  if (table === undefined)
    throw validationError(`DynamoDB table does not exist: table/${tableName}`);
  // AWS leaves the capacity of what is not active, or not provisioned, as it is.
  const isTableScaled =
    table.billingMode === "PROVISIONED" && tableStatus(table, request.now) === "ACTIVE";
  if (indexName === undefined) return { resource: table, isScaled: isTableScaled };
  const index = table.globalIndexes.find((one) => one.name === indexName);
  if (index === undefined) throw validationError(`DynamoDB index does not exist: ${resourceId}`);
  const isScaled = isTableScaled && indexStatus(index, request.now) === "ACTIVE";
  return { resource: index, isScaled };
}
