import * as z from "zod";

/** Whose key encrypts a table. */
export const KeyKind = z.enum(["AWS_OWNED", "AWS_MANAGED", "CUSTOMER_MANAGED"]);
export type KeyKind = z.infer<typeof KeyKind>;

/** A KMS key as DescribeKey tells it. */
interface DescribedKey {
  readonly manager: string;
  readonly state: string;
}

/** The kind of a KMS key; `undefined`: a KeyManager that nobody foresaw. */
export function kindOfKey({ manager }: DescribedKey): KeyKind | undefined {
  if (manager === "AWS") return "AWS_MANAGED";
  return manager === "CUSTOMER" ? "CUSTOMER_MANAGED" : undefined;
}

// docs.aws.amazon.com/kms/latest/developerguide/key-state.html
const notEnabled = new Set([
  "Disabled",
  "PendingDeletion",
  "PendingImport",
  "PendingReplicaDeletion",
  "Unavailable",
]);

/** What a key's state means for the table: `undefined` is a state that nobody foresaw. */
export function usabilityOfKey({
  state,
}: DescribedKey): "enabled" | "changing" | "notEnabled" | undefined {
  if (state === "Enabled") return "enabled";
  if (state === "Creating" || state === "Updating") return "changing";
  return notEnabled.has(state) ? "notEnabled" : undefined;
}

/** Statuses of SSEDescription while the table gets another key. */
export const changingEncryption: ReadonlySet<string> = new Set([
  "UPDATING",
  "ENABLING",
  "DISABLING",
]);
