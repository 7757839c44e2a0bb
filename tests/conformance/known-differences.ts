/** A place where moto's answer differs from AWS's, and the local sandbox follows AWS. */
export interface KnownDifference {
  /** As the AWS CLI writes it: `dynamodb describe-table`. */
  readonly command: RegExp;
  /** The path of the answer, or `code` of a refusal, or `refused` where only one of both refuses. */
  readonly path: RegExp;
  /** What AWS does, and where that is said. */
  readonly reason: string;
}

const tables =
  /^dynamodb (create|describe|update|delete)-table$|^dynamodb restore-table-from-backup$/;
const tableApi = "docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html";

export const knownDifferences: readonly KnownDifference[] = [
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
    command: /^dynamodb restore-table-from-backup$/,
    path: /RestoreSummary\.RestoreInProgress$/,
    reason: `A restore is in progress until the table is ACTIVE, and then RestoreSummary goes away; moto ends at once and keeps it. ${tableApi}`,
  },
  {
    command: /^dynamodb create-table$/,
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
    command: /^kms (create|describe)-key$/,
    path: /(KeyUsage|MultiRegion|SigningAlgorithms)$/,
    reason:
      "AWS tells usage and MultiRegion of every key, and signing algorithms only of asymmetric ones. docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html",
  },
  {
    command: /^iam (create|get)-role$/,
    path: /RoleLastUsed$/,
    reason:
      "A role that was never used has no last use. docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html",
  },
  {
    command: /^application-autoscaling /,
    path: /(ScalableTargetARN|RoleARN|SuspendedState)$/,
    reason:
      "AWS adds the service-linked role and the suspended state to every target; the ARN ends in an id of its own. docs.aws.amazon.com/autoscaling/application/APIReference/API_ScalableTarget.html",
  },
  {
    command: /^cloudwatch describe-alarms$/,
    path: /(ActionsEnabled|Metrics|StateReasonData|StateTransitionedTimestamp|StateValue)$/,
    reason:
      "A new alarm is INSUFFICIENT_DATA, and one of a single metric has no Metrics. Moto starts at OK and can't switch actions off. docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html",
  },
  {
    command: /^cloudwatch disable-alarm-actions$/,
    path: /^refused$/,
    reason: "Moto has no DisableAlarmActions.",
  },
  {
    command: /^ec2 create-vpc$/,
    path: /^Vpc\.(CidrBlockAssociationSet|DhcpOptionsId|Ipv6CidrBlockAssociationSet|State|Tags)$/,
    reason:
      "The sandbox's network is there to hold an endpoint, and no more. docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpc.html",
  },
  {
    command: /^ec2 (create-vpc-endpoint|describe-vpc-endpoints)$/,
    path: /(PolicyDocument|PrivateDnsEnabled|RequesterManaged)$/,
    reason:
      "A gateway endpoint has no private DNS, and its default policy allows everything to everybody. docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
  },
  {
    command: /^budgets describe-budgets$/,
    path: /(ActualSpend\.Amount|ForecastedSpend|CostTypes)$/,
    reason:
      "A forecast needs weeks of use; the kinds of cost are not in the sandbox. docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html",
  },
];
