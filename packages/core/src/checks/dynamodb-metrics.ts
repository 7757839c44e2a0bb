/** Of what a metric is told: the names of its dimensions. */
export type DimensionNames = readonly string[];

const perTable = ["TableName"];
const perIndex = ["TableName", "GlobalSecondaryIndexName"];
const perOperation = ["TableName", "Operation"];
const perReplica = ["TableName", "ReceivingRegion"];
const perAccount: DimensionNames = [];

/**
 * The sets of dimensions under which DynamoDB sends a metric. CloudWatch adds up nothing by itself: an
 * alarm on any other set waits for data that never comes.
 * docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
 */
const dimensionSets: Readonly<Record<string, readonly DimensionNames[]>> = {
  ConditionalCheckFailedRequests: [perTable],
  TimeToLiveDeletedItemCount: [perTable],
  TransactionConflict: [perTable],
  ReturnedItemCount: [perOperation],
  SuccessfulRequestLatency: [perOperation],
  SystemErrors: [perOperation],
  ThrottledRequests: [perOperation],
  PendingReplicationCount: [perReplica],
  ReplicationLatency: [perReplica],
  OnlineIndexConsumedWriteCapacity: [perIndex],
  OnlineIndexPercentageProgress: [perIndex],
  OnlineIndexThrottleEvents: [perIndex],
  AccountMaxReads: [perAccount],
  AccountMaxTableLevelReads: [perAccount],
  AccountMaxTableLevelWrites: [perAccount],
  AccountMaxWrites: [perAccount],
  AccountProvisionedReadCapacityUtilization: [perAccount],
  AccountProvisionedWriteCapacityUtilization: [perAccount],
  MaxProvisionedTableReadCapacityUtilization: [perAccount],
  MaxProvisionedTableWriteCapacityUtilization: [perAccount],
  UserErrors: [perAccount],
};

/** Units and throttle events are told for the table, and for each global index apart. */
const perTableOrIndex =
  /^((Consumed|Provisioned)(Read|Write)CapacityUnits|(Read|Write)\w*ThrottleEvents)$/;

/** `undefined`: DynamoDB is not known to send this metric. */
export function dimensionSetsOf(metric: string): readonly DimensionNames[] | undefined {
  if (perTableOrIndex.test(metric)) return [perTable, perIndex];
  return Object.hasOwn(dimensionSets, metric) ? dimensionSets[metric] : undefined;
}
