/** A place where moto's answer differs from AWS's, and the local sandbox follows AWS. */
export interface KnownDifference {
  /** As the AWS CLI writes it: `dynamodb describe-table`. */
  readonly command: RegExp;
  /** The one step in which moto does otherwise: `dynamodb.yaml: changes: ttl-off`. Absent: in all. */
  readonly step?: RegExp;
  /** The path of the answer, or `code` of a refusal, or `refused` where only one of both refuses. */
  readonly path: RegExp;
  /** What AWS does, and where that is said. */
  readonly reason: string;
}
