import { randomUUID } from "node:crypto";
import { type Account, regionalState } from "../accounts.ts";
import { AwsError } from "../aws-error.ts";
import { type Policy, parsePolicy } from "../policy/document.ts";
import { notInSandbox } from "./not-in-sandbox.ts";

export interface KmsKey {
  readonly id: string;
  readonly arn: string;
  /** AWS: made by AWS for one of its services, in the learner's account. */
  readonly manager: "AWS" | "CUSTOMER";
  readonly description: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  isEnabled: boolean;
  /** Present while the key waits for its deletion. Milliseconds since the epoch. */
  deletionAt?: number | undefined;
  /** Alone decides who may come at all; the default leaves it to the account's IAM policies. */
  policy: Policy;
}

export interface KmsRegion {
  readonly keys: Map<string, KmsKey>;
  /** Key ids by alias name: `alias/aws/dynamodb`. */
  readonly aliases: Map<string, string>;
}

/** KMS of one account in one region. */
export const kmsRegion = regionalState((): KmsRegion => ({ keys: new Map(), aliases: new Map() }));

export type FoundKey =
  | { readonly state: "missing" }
  | { readonly state: "usable" | "disabled" | "pending-deletion"; readonly key: KmsKey };

/** The key that AWS manages for one of its services, made when it is first needed. */
export function awsManagedKey(
  account: Account,
  region: string,
  service: string,
  now: number,
): KmsKey {
  const { keys, aliases } = kmsRegion(account, region);
  const alias = `alias/aws/${service}`;
  const existing = keys.get(aliases.get(alias) ?? "");
  if (existing !== undefined) return existing;
  const description = `Default key that protects my ${service} data when no other key is defined`;
  const policy = managedKeyPolicy(account);
  const key = newKey(account, region, { manager: "AWS", description, now, policy });
  keys.set(key.id, key);
  aliases.set(alias, key.id);
  return key;
}

export function newKey(
  account: Account,
  region: string,
  options: { manager: KmsKey["manager"]; description: string; now: number; policy?: string },
): KmsKey {
  const id = randomUUID();
  return {
    id,
    arn: `arn:aws:kms:${region}:${account.accountId}:key/${id}`,
    manager: options.manager,
    description: options.description,
    createdAt: options.now,
    isEnabled: true,
    policy: keyPolicy(options.policy ?? delegatingPolicy(account)),
  };
}

/** A key by id, ARN, alias name or alias ARN. */
export function findKey(account: Account, region: string, keyId: string): KmsKey | undefined {
  const { keys, aliases } = kmsRegion(account, region);
  const own = `arn:aws:kms:${region}:${account.accountId}:`;
  const name = keyId.startsWith(own) ? keyId.slice(own.length).replace(/^key\//, "") : keyId;
  return keys.get(name.startsWith("alias/") ? (aliases.get(name) ?? "") : name);
}

/** A key with which another service can encrypt. */
export function findUsableKey(
  account: Account,
  region: string,
  keyId: string,
  now: number,
): FoundKey {
  const managed = /(?:^|:)alias\/aws\/([a-z0-9-]+)$/.exec(keyId)?.[1];
  const key =
    managed === undefined
      ? findKey(account, region, keyId)
      : awsManagedKey(account, region, managed, now);
  if (key === undefined) return { state: "missing" };
  if (key.deletionAt !== undefined) return { state: "pending-deletion", key };
  return { state: key.isEnabled ? "usable" : "disabled", key };
}

/** @throws AwsError for a document that AWS, or this sandbox, does not take */
export function keyPolicy(text: string): Policy {
  const parsed = parsePolicy(text, "resource");
  if (parsed.ok) return parsed.policy;
  const { kind, path, message } = parsed.problem;
  if (kind === "unsupported") throw notInSandbox(`${path} of a key policy`);
  throw new AwsError("MalformedPolicyDocumentException", `${path}: ${message}`);
}

/** What a key has when nobody gives it a policy: IAM policies of the account decide. */
function delegatingPolicy(account: Account): string {
  return policyFor(account, "key-default-1", "kms:*");
}

/** The account may look at a key that AWS manages, and change nothing. */
function managedKeyPolicy(account: Account): string {
  const actions = ["kms:Describe*", "kms:Get*", "kms:List*", "kms:RevokeGrant"];
  return policyFor(account, "auto-dynamodb-2", actions);
}

function policyFor(account: Account, id: string, Action: string | string[]): string {
  const Principal = { AWS: `arn:aws:iam::${account.accountId}:root` };
  return JSON.stringify({
    Version: "2012-10-17",
    Id: id,
    Statement: [{ Sid: "Account", Effect: "Allow", Principal, Action, Resource: "*" }],
  });
}
