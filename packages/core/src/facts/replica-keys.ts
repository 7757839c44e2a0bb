import * as z from "zod";
import { defineFact } from "./fact.ts";
import { ReplicaParams, replicaTables } from "./replica-tables.ts";

const DescribeKeyOutput = z.object({
  KeyMetadata: z.object({ KeyManager: z.string().optional(), KeyState: z.string().optional() }),
});

/** A KMS key by its ARN, as the KMS of its own region describes it. */
export type ReplicaKey =
  | { readonly arn: string; readonly exists: false }
  | {
      readonly arn: string;
      readonly exists: true;
      /** `AWS`: the AWS managed key aws/dynamodb. `CUSTOMER`: a customer managed key. */
      readonly manager: string;
      readonly state: string;
    };

/** Each replica has a key of its own region; only the KMS there tells whose it is. */
export const replicaKeys = defineFact({
  kind: "kms.replica-keys",
  summary: "the manager and state of the KMS keys that encrypt the table in its other regions",
  params: ReplicaParams,
  operations: {
    DescribeKey: {
      service: "kms",
      absence: ["NotFoundException"],
      keep: ["KeyMetadata.KeyManager", "KeyMetadata.KeyState"],
    },
  },
  after: (params) => ({ tables: replicaTables(params) }),
  iam: ({ replicas }) =>
    replicas.map((region) => ({
      action: "kms:DescribeKey",
      resource: `arn:aws:kms:${region}:$account:key/*`,
    })),
  ask: (_params, { tables }) =>
    tables.flatMap((table) => {
      // By ARN only: DescribeKey on a predefined alias can create the AWS managed key.
      const keyArn = table.exists ? table.encryption?.keyArn : undefined;
      return keyArn === undefined
        ? []
        : [{ operation: "DescribeKey", region: table.region, input: { KeyId: keyArn } }];
    }),
  normalise: (answers): readonly ReplicaKey[] =>
    answers.map((answer) => {
      const arn = String(answer.input.KeyId);
      if ("absent" in answer) return { arn, exists: false };
      const { KeyManager, KeyState } = DescribeKeyOutput.parse(answer.output).KeyMetadata;
      return { arn, exists: true, manager: KeyManager ?? "", state: KeyState ?? "" };
    }),
});
