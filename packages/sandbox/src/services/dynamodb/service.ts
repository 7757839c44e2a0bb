import type { AwsOperation, AwsService } from "../../service.ts";
import { createBackup, deleteBackup, describeBackupOperation, listBackups } from "./backups.ts";
import { describeContinuousBackups, updateContinuousBackups } from "./continuous-backups.ts";
import {
  describeContributorInsights,
  listContributorInsights,
  updateContributorInsights,
} from "./contributor-insights.ts";
import { createTable } from "./create-table.ts";
import { deleteTable } from "./delete-table.ts";
import { describeTableOperation } from "./describe-table.ts";
import { describeGlobalTable, listGlobalTables } from "./global-tables.ts";
import { batchGetItem, batchWriteItem } from "./item-batches.ts";
import { measureCall, withMetrics } from "./item-metrics.ts";
import { deleteItem, getItem, putItem, query, scan, updateItem } from "./items.ts";
import {
  describeKinesisStreamingDestination,
  disableKinesisStreamingDestination,
  enableKinesisStreamingDestination,
} from "./kinesis-destinations.ts";
import { describeLimits } from "./limits.ts";
import { listTables } from "./list-tables.ts";
import {
  attachedPolicy,
  deleteResourcePolicy,
  getResourcePolicy,
  putResourcePolicy,
} from "./resource-policy.ts";
import { restoreTableFromBackup, restoreTableToPointInTime } from "./restore.ts";
import { accountOfTable } from "./table-lookup.ts";
import { listTagsOfResource, tagResource, untagResource } from "./tags.ts";
import { describeTimeToLive, updateTimeToLive } from "./time-to-live.ts";
import { updateTable } from "./update-table.ts";

/** Operations on a table that may belong to another account, if its resource policy lets the caller in. */
const tableOperations = {
  CreateBackup: createBackup,
  DeleteTable: deleteTable,
  DescribeContributorInsights: describeContributorInsights,
  DescribeContinuousBackups: describeContinuousBackups,
  DescribeKinesisStreamingDestination: describeKinesisStreamingDestination,
  DescribeTable: describeTableOperation,
  DescribeTimeToLive: describeTimeToLive,
  UpdateContributorInsights: updateContributorInsights,
  DisableKinesisStreamingDestination: disableKinesisStreamingDestination,
  EnableKinesisStreamingDestination: enableKinesisStreamingDestination,
  UpdateContinuousBackups: updateContinuousBackups,
  UpdateTable: updateTable,
  UpdateTimeToLive: updateTimeToLive,
};

const accountOperations = {
  CreateTable: createTable,
  DeleteBackup: deleteBackup,
  DeleteResourcePolicy: deleteResourcePolicy,
  DescribeBackup: describeBackupOperation,
  DescribeGlobalTable: describeGlobalTable,
  DescribeLimits: describeLimits,
  GetResourcePolicy: getResourcePolicy,
  ListBackups: listBackups,
  ListContributorInsights: listContributorInsights,
  ListGlobalTables: listGlobalTables,
  ListTables: listTables,
  ListTagsOfResource: listTagsOfResource,
  PutResourcePolicy: putResourcePolicy,
  RestoreTableFromBackup: restoreTableFromBackup,
  RestoreTableToPointInTime: restoreTableToPointInTime,
  TagResource: tagResource,
  UntagResource: untagResource,
};

const itemOperations = {
  BatchGetItem: batchGetItem,
  BatchWriteItem: batchWriteItem,
  DeleteItem: deleteItem,
  GetItem: getItem,
  PutItem: putItem,
  Query: query,
  Scan: scan,
  UpdateItem: updateItem,
};

/**
 * DynamoDB with AWS's control plane and AWS's words; dynalite stores the items. Transactions,
 * PartiQL, streams, strongly consistent global tables, imports and exports are not in it, and items never expire.
 */
export function createDynamoDbService(): AwsService {
  return {
    signingName: "dynamodb",
    protocol: "json-1.0",
    errorNamespace: "com.amazonaws.dynamodb.v20120810",
    measure: measureCall,
    operations: {
      ...withResourcePolicy(accountOperations, {}),
      ...withResourcePolicy(tableOperations, { accountId: accountOfTable }),
      ...withMetrics(itemOperations),
    },
  };
}

function withResourcePolicy(
  operations: Readonly<Record<string, AwsOperation>>,
  owner: Pick<AwsOperation, "accountId">,
): Record<string, AwsOperation> {
  return Object.fromEntries(
    Object.entries(operations).map(([name, operation]) => [
      name,
      { ...operation, ...owner, resourcePolicy: attachedPolicy },
    ]),
  );
}
