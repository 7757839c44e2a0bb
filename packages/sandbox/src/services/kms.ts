import * as z from "zod";
import { AwsError } from "../aws-error.ts";
import type { AwsOperation, AwsRequest, AwsService, IamRequest, JsonObject } from "../service.ts";
import { findKey, findUsableKey, type KmsKey, keyPolicy, kmsRegion, newKey } from "./kms-keys.ts";

const KeyInput = z.object({ KeyId: z.string().min(1) });
const CreateKeyInput = z.object({
  Description: z.string().default(""),
  Policy: z.string().optional(),
});
const DeletionInput = KeyInput.extend({
  PendingWindowInDays: z.number().int().min(7).max(30).default(30),
});
const AliasInput = z.object({ AliasName: z.string(), TargetKeyId: z.string() });
const ListAliasesInput = z.object({ KeyId: z.string().optional() });
const PolicyInput = KeyInput.extend({ Policy: z.string() });

const dayMs = 86_400_000;

/** AWS Key Management Service: keys, their states and policies; it encrypts nothing. */
export function createKmsService(): AwsService {
  return {
    signingName: "kms",
    protocol: "json-1.1",
    errorNamespace: "com.amazonaws.kms",
    operations: {
      CreateAlias: { iam: onAliasAndKey, answer: createAlias },
      CreateKey: { iam: onEverything, answer: createKey },
      DescribeKey: keyOperation((key, request) => ({ KeyMetadata: describeKey(key, request) })),
      DisableKey: changeKey((key) => {
        key.isEnabled = false;
      }),
      EnableKey: changeKey((key) => {
        key.isEnabled = true;
      }),
      GetKeyPolicy: keyOperation((key) => ({ Policy: key.policy.text, PolicyName: "default" })),
      ListAliases: { iam: onEverything, answer: listAliases },
      PutKeyPolicy: changeKey((key, request) => {
        key.policy = keyPolicy(parse(PolicyInput, request).Policy);
      }),
      ScheduleKeyDeletion: keyOperation(scheduleDeletion),
    },
  };
}

function keyOperation(answer: (key: KmsKey, request: AwsRequest) => JsonObject): AwsOperation {
  return {
    accountId: ({ KeyId }) => (typeof KeyId === "string" ? KeyId.split(":")[4] : undefined),
    iam: onKey,
    resourcePolicy(request, resource) {
      const key = findKey(request.account, request.region, resource);
      return key === undefined ? undefined : { policy: key.policy, required: true };
    },
    answer: (request) => answer(getKey(request, parse(KeyInput, request).KeyId), request),
  };
}

function changeKey(change: (key: KmsKey, request: AwsRequest) => void): AwsOperation {
  return keyOperation((key, request) => {
    if (key.deletionAt !== undefined)
      throw new AwsError("KMSInvalidStateException", `${key.arn} is pending deletion.`);
    change(key, request);
    return {};
  });
}

function createKey(request: AwsRequest): JsonObject {
  const input = parse(CreateKeyInput, request);
  const key = newKey(request.account, request.region, {
    manager: "CUSTOMER",
    description: input.Description,
    now: request.now,
    ...(input.Policy === undefined ? {} : { policy: input.Policy }),
  });
  kmsRegion(request.account, request.region).keys.set(key.id, key);
  return { KeyMetadata: describeKey(key, request) };
}

function scheduleDeletion(key: KmsKey, request: AwsRequest): JsonObject {
  const input = parse(DeletionInput, request);
  key.isEnabled = false;
  key.deletionAt = request.now + input.PendingWindowInDays * dayMs;
  return {
    KeyId: key.arn,
    DeletionDate: key.deletionAt / 1000,
    KeyState: "PendingDeletion",
    PendingWindowInDays: input.PendingWindowInDays,
  };
}

function createAlias(request: AwsRequest): JsonObject {
  const { AliasName, TargetKeyId } = parse(AliasInput, request);
  const { aliases } = kmsRegion(request.account, request.region);
  if (!/^alias\/[a-zA-Z0-9/_-]+$/.test(AliasName) || AliasName.startsWith("alias/aws/"))
    throw new AwsError("InvalidAliasNameException", `Invalid alias name ${AliasName}`);
  const key = getKey(request, TargetKeyId);
  if (aliases.has(AliasName)) {
    const arn = aliasArn(request, AliasName);
    throw new AwsError("AlreadyExistsException", `An alias with the name ${arn} already exists`);
  }
  aliases.set(AliasName, key.id);
  return {};
}

function listAliases(request: AwsRequest): JsonObject {
  const { KeyId } = parse(ListAliasesInput, request);
  const only = KeyId === undefined ? undefined : getKey(request, KeyId).id;
  const aliases = [...kmsRegion(request.account, request.region).aliases]
    .filter(([, keyId]) => only === undefined || keyId === only)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    Aliases: aliases.map(([AliasName, TargetKeyId]) => ({
      AliasName,
      AliasArn: aliasArn(request, AliasName),
      TargetKeyId,
    })),
    Truncated: false,
  };
}

function describeKey(key: KmsKey, { account }: AwsRequest): JsonObject {
  const isLeaving = key.deletionAt !== undefined;
  return {
    AWSAccountId: account.accountId,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.createdAt / 1000,
    Enabled: key.isEnabled,
    Description: key.description,
    KeyUsage: "ENCRYPT_DECRYPT",
    KeyState: isLeaving ? "PendingDeletion" : key.isEnabled ? "Enabled" : "Disabled",
    ...(key.deletionAt === undefined ? {} : { DeletionDate: key.deletionAt / 1000 }),
    Origin: "AWS_KMS",
    KeyManager: key.manager,
    CustomerMasterKeySpec: "SYMMETRIC_DEFAULT",
    KeySpec: "SYMMETRIC_DEFAULT",
    EncryptionAlgorithms: ["SYMMETRIC_DEFAULT"],
    MultiRegion: false,
  };
}

/** DescribeKey of a predefined AWS alias makes the AWS managed key, as on AWS. */
function getKey({ account, region, now }: AwsRequest, keyId: string): KmsKey {
  const found = findUsableKey(account, region, keyId, now);
  if (found.state !== "missing") return found.key;
  throw new AwsError(
    "NotFoundException",
    keyId.includes("alias/") ? `Alias ${keyId} is not found.` : `Key '${keyId}' does not exist`,
  );
}

function onKey(request: AwsRequest): IamRequest {
  return {
    action: `kms:${request.operation}`,
    resources: [keyArn(request, request.input.KeyId)],
    conditionKeys: { "kms:CallerAccount": [request.caller.accountId] },
  };
}

function onAliasAndKey(request: AwsRequest): IamRequest {
  const { AliasName, TargetKeyId } = request.input;
  const resources = [aliasArn(request, String(AliasName)), keyArn(request, TargetKeyId)];
  return { action: `kms:${request.operation}`, resources };
}

function onEverything(request: AwsRequest): IamRequest {
  return { action: `kms:${request.operation}`, resources: ["*"] };
}

/** A key is known to IAM by its ARN, also when the request names an alias. */
function keyArn({ account, region }: AwsRequest, keyId: unknown): string {
  const name = typeof keyId === "string" ? keyId : "";
  if (/^arn:aws:kms:[^:]*:[^:]*:key\//.test(name)) return name;
  const key = findKey(account, region, name);
  return key?.arn ?? `arn:aws:kms:${region}:${account.accountId}:key/${name}`;
}

function aliasArn({ account, region }: AwsRequest, aliasName: string): string {
  return `arn:aws:kms:${region}:${account.accountId}:${aliasName}`;
}

function parse<T extends z.ZodType>(schema: T, request: AwsRequest): z.output<T> {
  const parsed = schema.safeParse(request.input);
  if (parsed.success) return parsed.data;
  throw new AwsError("ValidationException", z.prettifyError(parsed.error));
}
