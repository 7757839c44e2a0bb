import type { KnownDifference } from "../known-difference.ts";

const tables =
  /^dynamodb (create|describe|update|delete)-table$|^dynamodb restore-table-(from-backup|to-point-in-time)$/;
const tableApi = "docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html";

/** DynamoDB. */
export const dynamoDbDifferences: readonly KnownDifference[] = [
  {
    command: tables,
    path: /SecondaryIndexes$/,
    reason: `A table without indexes has no list of them; moto answers an empty one. ${tableApi}`,
  },
  {
    command: tables,
    path: /(TableId|IndexArn)$/,
    reason: `AWS names every table and index by an id or ARN of its own; moto leaves them out. ${tableApi}`,
  },
  {
    command: tables,
    path: /(TableStatus|IndexStatus)$/,
    reason: `A change goes on after its answer: CREATING, UPDATING, DELETING; in moto everything is ACTIVE at once. ${tableApi}`,
  },
  {
    command: tables,
    path: /BillingModeSummary(\.|$)/,
    reason:
      "A table that was never on demand has no BillingModeSummary, and one that was has the time of its last change. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BillingModeSummary.html",
  },
  {
    command: tables,
    path: /WarmThroughput$/,
    reason: `Warm throughput is described once the table is there, and is not that of a restored table at 0. ${tableApi}`,
  },
  {
    command: tables,
    path: /(IndexSizeBytes|ItemCount|NumberOfDecreasesToday|LastIncreaseDateTime)$/,
    reason: `AWS counts items and sizes about every six hours and gives each index its own; moto counts at once and leaves the index's out. ${tableApi}`,
  },
  {
    command: /^dynamodb restore-table-(from-backup|to-point-in-time)$/,
    path: /RestoreSummary\.RestoreInProgress$/,
    reason: `A restore is in progress until the table is ACTIVE, and then RestoreSummary goes away; moto ends at once and keeps it. ${tableApi}`,
  },
  {
    command: /^dynamodb create-table$/,
    step: /short-name-refused$/,
    path: /^refused$/,
    reason:
      "A table name has 3 to 255 characters; moto takes shorter ones. docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html",
  },
  {
    command: /^dynamodb list-tables$/,
    path: /^(TableNames|LastEvaluatedTableName)/,
    reason:
      "AWS lists tables by name; moto in the order of their making. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ListTables.html",
  },
  {
    command: /^dynamodb (create|describe|delete)-backup$|^dynamodb list-backups$/,
    path: /(BackupSizeBytes|BackupStatus|TableId|BillingMode|ItemCount|SourceTableFeatureDetails)$/,
    reason:
      "A backup is CREATING at first and carries its table's id; its size and count are those of the last count. Moto's are constants. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BackupDetails.html",
  },
  {
    command: /^dynamodb (put|get|delete)-resource-policy$/,
    path: /^RevisionId$/,
    reason: "A number that each emulator makes by itself; AWS says that it has no meaning.",
  },
  {
    command: /^dynamodb update-table$/,
    path: /Backfilling$/,
    reason:
      "An index that is being made says whether it is being filled. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexDescription.html",
  },
  {
    command: /^dynamodb update-table$/,
    step: /index-away$/,
    path: /GlobalSecondaryIndexes\.0$/,
    reason:
      "An index is DELETING for a while; in moto it is gone at once. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_GlobalSecondaryIndexDescription.html",
  },
  {
    command: /^dynamodb (update|describe)-table$/,
    step: /dynamodb\.yaml: changes: /,
    path: /AttributeDefinitions\.1$/,
    reason:
      "Attributes are those of the keys of table and indexes; moto keeps those of an index that is gone. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html",
  },
  {
    command: /^dynamodb update-table$/,
    step: /no-index-refused$/,
    path: /^code$/,
    reason:
      "An index that is not there is not found; moto fails. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html",
  },
  {
    command: /^dynamodb update-table$/,
    step: /stream-on-again-refused$/,
    path: /^code$/,
    reason:
      '"You receive a ValidationException if you try to enable a stream on a table that already has a stream". docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTable.html',
  },
  {
    command: /^dynamodb update-time-to-live$/,
    step: /ttl-off-at-first-refused$/,
    path: /^refused$/,
    reason:
      "What is off can't be turned off: a ValidationException. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_UpdateTimeToLive.html",
  },
  {
    command: /^dynamodb describe-time-to-live$/,
    step: /ttl-of-nothing-refused$/,
    path: /^code$/,
    reason:
      "The code is ResourceNotFoundException. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_DescribeTimeToLive.html",
  },
  {
    command: /^dynamodb describe-limits$/,
    path: /^(Account|Table)Max(Read|Write)CapacityUnits$/,
    reason:
      "The default quotas are 80,000 an account and 40,000 a table. docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html",
  },
  {
    command: /^dynamodb restore-table-to-point-in-time$/,
    step: /not-protected-refused$/,
    path: /^refused$/,
    reason:
      "A table without point-in-time recovery is refused: PointInTimeRecoveryUnavailableException. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_RestoreTableToPointInTime.html",
  },
  {
    command: /^dynamodb (batch-write-item|batch-get-item|update-item)$/,
    path: /^(ConsumedCapacity|ItemCollectionMetrics)$/,
    reason:
      "Both are answered only where they are asked for. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html",
  },
  {
    command: /^dynamodb batch-write-item$/,
    step: /write-twice-refused$/,
    path: /^refused$/,
    reason:
      "The same item can't be put and deleted in one request. docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html",
  },
];
