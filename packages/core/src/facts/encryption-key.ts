import * as z from "zod";
import { defineFact, type LeftOver } from "./fact.ts";
import { deletion } from "./left-over-commands.ts";
import { table } from "./table.ts";
import { TableParams } from "./table-params.ts";

const DescribeKeyOutput = z.object({
  KeyMetadata: z.object({
    Arn: z.string().optional(),
    KeyManager: z.string().optional(),
    KeyState: z.string().optional(),
  }),
});

export type EncryptionKey =
  | { readonly exists: false }
  | {
      readonly exists: true;
      /** `undefined` in evidence of before it was kept. */
      readonly arn: string | undefined;
      /** `AWS`: the AWS managed key aws/dynamodb. `CUSTOMER`: a customer managed key. */
      readonly manager: string;
      readonly state: string;
    };

/** The KMS key that the table names. SSEType says KMS for both kinds of key; only KMS tells them apart. */
export const encryptionKey = defineFact({
  kind: "kms.table-key",
  summary: "the manager and state of the KMS key that encrypts the table",
  params: TableParams,
  operations: {
    DescribeKey: {
      service: "kms",
      absence: ["NotFoundException"],
      keep: ["KeyMetadata.Arn", "KeyMetadata.KeyManager", "KeyMetadata.KeyState"],
    },
  },
  after: (params) => ({ table: table(params) }),
  iam: ({ region }) => [
    { action: "kms:DescribeKey", resource: `arn:aws:kms:${region}:$account:key/*` },
  ],
  ask: ({ region }, parents) => {
    // By ARN only: DescribeKey on a predefined alias can create the AWS managed key.
    const keyArn = parents.table.exists ? parents.table.table.encryption?.keyArn : undefined;
    return keyArn === undefined
      ? []
      : [{ operation: "DescribeKey", region, input: { KeyId: keyArn } }];
  },
  normalise: ([answer]): EncryptionKey => {
    if (!answer || "absent" in answer) return { exists: false };
    const { Arn, KeyManager, KeyState } = DescribeKeyOutput.parse(answer.output).KeyMetadata;
    return { exists: true, arn: Arn, manager: KeyManager ?? "", state: KeyState ?? "" };
  },
  leavesBehind: (key, { region }): readonly LeftOver[] =>
    key.exists && key.arn !== undefined && isOwnKeyInUse(key)
      ? [
          {
            what: "KMS key",
            name: key.arn.split("/").at(-1) ?? key.arn,
            region,
            command: deletion("kms schedule-key-deletion", region, {
              "key-id": key.arn,
              "pending-window-in-days": "7",
            }),
            cost: "costs",
          },
        ]
      : [],
});

/** A key that AWS manages can't be deleted, and one that waits for its deletion costs nothing more. */
function isOwnKeyInUse({ manager, state }: { manager: string; state: string }): boolean {
  return manager === "CUSTOMER" && !["PendingDeletion", "PendingReplicaDeletion"].includes(state);
}
