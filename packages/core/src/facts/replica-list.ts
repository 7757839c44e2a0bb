import * as z from "zod";

/** `Replicas` as DescribeTable gives it; absent on a regional table. */
export const ReplicaList = z
  .array(
    z.object({
      RegionName: z.string(),
      ReplicaStatus: z.string().optional(),
      KMSMasterKeyId: z.string().optional(),
      ReplicaInaccessibleDateTime: z.string().optional(),
    }),
  )
  .optional();

/** A replica as another region of its global table sees it. */
export interface Replica {
  readonly region: string;
  /** `CREATING` where AWS says nothing yet. */
  readonly status: string;
  /** ARN of its KMS key; `undefined`: AWS owns the key. */
  readonly keyId: string | undefined;
  /** When it was first seen to be out of reach; `undefined`: it is not, or AWS does not say. */
  readonly inaccessibleSince: string | undefined;
}

export function describedReplicas(replicas: z.infer<typeof ReplicaList>): readonly Replica[] {
  return (replicas ?? []).map((replica) => ({
    region: replica.RegionName,
    status: replica.ReplicaStatus ?? "CREATING",
    keyId: replica.KMSMasterKeyId,
    inaccessibleSince: replica.ReplicaInaccessibleDateTime,
  }));
}
