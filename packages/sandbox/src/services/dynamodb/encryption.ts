import type { AwsRequest } from "../../service.ts";
import { awsManagedKey, findUsableKey } from "../kms-keys.ts";
import { invalidParameter, validationError } from "./errors.ts";
import { isPending } from "./settling.ts";
import type { SseSpecification } from "./shapes.ts";
import type { Encryption, Table } from "./table.ts";

/** The encryption of a new table; absent is the key that AWS owns. */
export function encryptionOf(
  request: AwsRequest,
  specification: SseSpecification | undefined,
): Encryption | undefined {
  const keyArn = requestedKey(request, specification ?? {});
  return keyArn === undefined ? undefined : { keyArn, readyAt: request.now };
}

/** The encryption after UpdateTable; the old key is shown until it is re-encrypted. */
export function changedEncryption(
  request: AwsRequest,
  table: Table,
  specification: SseSpecification,
): Encryption | undefined {
  const { now, account } = request;
  const current = table.encryption?.keyArn;
  if (isPending(table.encryption, now))
    throw validationError(
      `Table is being updated: its server-side encryption is in UPDATING state: ${table.name}`,
    );
  const keyArn = requestedKey(request, specification);
  if (keyArn === undefined && current === undefined)
    throw invalidParameter("Table is already encrypted by default");
  if (keyArn !== undefined && keyArn === specification.KMSMasterKeyId && keyArn === current)
    throw invalidParameter(
      "Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId parameter if you want to change Master Key",
    );
  const change = { previousKeyArn: current, readyAt: now + account.switches.settling.encryption };
  return keyArn === undefined ? change : { ...change, keyArn };
}

function requestedKey(request: AwsRequest, specification: SseSpecification): string | undefined {
  const { SSEType, KMSMasterKeyId } = specification;
  const isEnabled = specification.Enabled ?? SSEType !== undefined;
  if (!isEnabled && SSEType !== undefined)
    throw invalidParameter("SSEType can not be specified if Enabled is false");
  if (!isEnabled && KMSMasterKeyId !== undefined)
    throw invalidParameter("KMSMasterKeyId can not be specified if Enabled is false");
  if (SSEType === "AES256") throw invalidParameter("SSEType AES256 is not supported");
  if (KMSMasterKeyId !== undefined && SSEType === undefined)
    throw invalidParameter("SSEType KMS is required if KMSMasterKeyId is specified");
  if (!isEnabled) return undefined;
  if (KMSMasterKeyId === undefined)
    return awsManagedKey(request.account, request.region, "dynamodb", request.now).arn;
  const found = findUsableKey(request.account, request.region, KMSMasterKeyId, request.now);
  switch (found.state) {
    case "usable":
      return found.key.arn;
    case "missing":
      throw kmsError("NotFoundException", `Key '${KMSMasterKeyId}' does not exist`);
    case "disabled":
      throw validationError(
        `KMS key disabled error: com.amazonaws.services.kms.model.DisabledException: ${found.key.arn} is disabled.`,
      );
    case "pending-deletion":
      throw kmsError("KMSInvalidStateException", `${found.key.arn} is pending deletion.`);
  }
}

function kmsError(code: string, message: string): Error {
  return validationError(
    `KMS validation error: com.amazonaws.services.kms.model.${code}: ${message}`,
  );
}
