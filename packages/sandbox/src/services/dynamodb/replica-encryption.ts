import type { Account } from "../../accounts.ts";
import { awsManagedKey, findKey, findUsableKey, type KmsKey } from "../kms-keys.ts";
import { invalidParameter, validationError } from "./errors.ts";
import type { Member } from "./replication-group.ts";
import type { Encryption } from "./table.ts";

/**
 * The encryption of a new replica. All replicas have the same kind of key, each one of its own
 * region; customer managed keys are named one by one.
 */
export function replicaEncryption(
  source: Member,
  options: { region: string; keyId: string | undefined; now: number },
): Encryption | undefined {
  const { region, keyId, now } = options;
  const { account } = source.region;
  const manager = keyManager(source);
  switch (manager) {
    case undefined:
      if (keyId !== undefined) throw keyNotNamed();
      return undefined;
    case "AWS":
      if (keyId !== undefined && !isManagedAlias(keyId)) throw keysOfTwoKinds();
      return { keyArn: awsManagedKey(account, region, "dynamodb", now).arn, readyAt: now };
    case "CUSTOMER":
      if (keyId === undefined) throw keyNotNamed();
      return { keyArn: customerKey(account, region, keyId, now).arn, readyAt: now };
  }
}

/** Who manages the key of a table; absent: AWS owns it. */
export function keyManager({ region, table }: Member): KmsKey["manager"] | undefined {
  const keyArn = table.encryption?.keyArn;
  if (keyArn === undefined) return undefined;
  return findKey(region.account, region.region, keyArn)?.manager ?? "CUSTOMER";
}

/** DynamoDB's words for a key that is missing and for one that makes no sense here. */
export function keyNotNamed(): Error {
  return invalidParameter("KMSMasterKeyId must be specified for each replica.");
}

function customerKey(account: Account, region: string, keyId: string, now: number): KmsKey {
  if (isManagedAlias(keyId)) throw keysOfTwoKinds();
  const arnRegion = keyId.startsWith("arn:") ? keyId.split(":")[3] : region;
  if (arnRegion !== region) throw kmsError(region, `Invalid arn ${arnRegion}`);
  const found = findUsableKey(account, region, keyId, now);
  if (found.state === "missing") {
    const arn = keyId.startsWith("arn:")
      ? keyId
      : `arn:aws:kms:${region}:${account.accountId}:key/${keyId}`;
    throw kmsError(region, `Key '${arn}' does not exist`);
  }
  if (found.state !== "usable")
    throw validationError(
      "Operation cannot be performed while replica server-side encryption status is in UPDATING state. Please retry the request after the status is updated to ENABLED.",
    );
  if (found.key.manager === "AWS") throw keysOfTwoKinds();
  return found.key;
}

function isManagedAlias(keyId: string): boolean {
  return /(?:^|:)alias\/aws\//.test(keyId);
}

function keysOfTwoKinds(): Error {
  return invalidParameter(
    "All replica keys must either be Customer Managed CMK or AWS Managed CMK.",
  );
}

function kmsError(region: string, text: string): Error {
  return validationError(
    `KMS validation error for region ${region}: com.amazonaws.services.kms.model.NotFoundException: ${text}`,
  );
}
