/** Checks, by kind, whose facts moto does not answer as AWS does, with the reason. */
export const cannotBeJudged: Readonly<Record<string, string>> = {
  "dynamodb.backup": "Moto's backups carry no TableId, so whose backup it is can't be told.",
  "dynamodb.capacity": "Moto drops OnDemandThroughput, so no ceiling is ever seen.",
  "dynamodb.table-class": "Moto drops TableClass.",
  "dynamodb.encryption": "Moto's AWS managed key says KeyManager CUSTOMER.",
  "dynamodb.restored-item": "Moto has no CloudTrail LookupEvents and no restore jobs.",
  "dynamodb.restored-table": "Moto has no CloudTrail LookupEvents and no restore jobs.",
  "dynamodb.contributor-insights": "Moto has no Contributor Insights.",
  "dynamodb.query":
    "Moto's consumed capacity is a constant, and index units stand under the wrong name.",
  "dynamodb.consistency": "Moto's consumed capacity is a constant, whatever is read.",
  "dynamodb.throttles": "Moto emits no metrics of DynamoDB.",
  "dynamodb.replicas": "Moto's UpdateTable ignores ReplicaUpdates.",
  "dynamodb.replica-encryption": "Moto's UpdateTable ignores ReplicaUpdates.",
  "dynamodb.failover": "Moto's UpdateTable ignores ReplicaUpdates.",
  "iam.least-privilege": "Moto has no SimulatePrincipalPolicy.",
  "iam.access-denied": "Moto asks for no permission, so nothing is ever denied.",
  "budgets.budget": "Moto's budgets have no subscribers.",
};

/** Steps that moto refuses (`command: error`), with the reason. */
export const cannotBeTyped: readonly { readonly refusal: RegExp; readonly reason: string }[] = [
  {
    refusal: /^(dynamodb|backup|kms|cloudwatch) [a-z-]+: SyntaxError/,
    reason: "An operation that moto does not have: it answers a page of HTML.",
  },
  {
    refusal: /^iam attach-role-policy: NoSuchEntityException: Policy arn:aws:iam::aws:/,
    reason: "Moto does not hold AWS's managed policies unless it is told to load them.",
  },
  {
    refusal: /^dynamodb [a-z-]+: (ResourceNotFoundException|TableNotFoundException)/,
    reason: "Moto makes no replica, so there is no table in the other region.",
  },
];
