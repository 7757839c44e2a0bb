import { accessDifferences } from "./known/access.ts";
import { dynamoDbDifferences } from "./known/dynamodb.ts";
import { operationsDifferences } from "./known/operations.ts";
import type { KnownDifference } from "./known-difference.ts";

/** Every place where moto's answer is known to differ from AWS's. */
export const knownDifferences: readonly KnownDifference[] = [
  ...dynamoDbDifferences,
  ...accessDifferences,
  ...operationsDifferences,
];
