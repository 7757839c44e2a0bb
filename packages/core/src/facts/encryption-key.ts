import * as z from "zod";
import { defineFact } from "./fact.ts";
import { table } from "./table.ts";
import { TableParams } from "./table-params.ts";

const DescribeKeyOutput = z.object({
  KeyMetadata: z.object({
    KeyManager: z.string().optional(),
    KeyState: z.string().optional(),
  }),
});

export type EncryptionKey =
  | { readonly exists: false }
  | {
      readonly exists: true;
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
      keep: ["KeyMetadata.KeyManager", "KeyMetadata.KeyState"],
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
    const { KeyManager, KeyState } = DescribeKeyOutput.parse(answer.output).KeyMetadata;
    return { exists: true, manager: KeyManager ?? "", state: KeyState ?? "" };
  },
});
