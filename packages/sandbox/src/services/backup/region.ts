import { type Account, regionalState } from "../../accounts.ts";
import type { JsonObject } from "../../service.ts";
import type { Backup } from "../dynamodb/backup.ts";

export interface Vault {
  readonly name: string;
  readonly arn: string;
  readonly createdAt: number;
}

/** A backup job and the recovery point that it makes; there is one for each. */
export interface RecoveryPoint {
  readonly jobId: string;
  readonly arn: string;
  readonly vault: Vault;
  readonly roleArn: string;
  /** The copy itself; ready when the job is. */
  readonly backup: Backup;
  isDeleted: boolean;
}

export interface RestoreJob {
  readonly id: string;
  readonly point: RecoveryPoint;
  readonly roleArn: string;
  readonly createdAt: number;
  readyAt: number;
  /** ARN of the table that it makes. */
  readonly createdArn: string;
}

export interface Selection {
  readonly id: string;
  readonly createdAt: number;
  readonly selection: JsonObject;
}

export interface Plan {
  readonly id: string;
  readonly arn: string;
  readonly versionId: string;
  readonly createdAt: number;
  readonly plan: JsonObject;
  readonly selections: Map<string, Selection>;
}

/** AWS Backup of one account in one region. Plans are kept and never run. */
export interface BackupRegion {
  readonly vaults: Map<string, Vault>;
  /** Oldest first. */
  readonly points: RecoveryPoint[];
  readonly restores: RestoreJob[];
  readonly plans: Map<string, Plan>;
  /** Resource types that plans and jobs may protect. */
  optIn: Record<string, boolean>;
  /** Resource types whose backups AWS Backup manages itself; DynamoDB then doesn't list them. */
  management: Record<string, boolean>;
}

const regions = new WeakMap<Account, Set<BackupRegion>>();

/** Made when it is first asked for, with the preferences that an account of today begins with. */
export const backupRegion = regionalState((account): BackupRegion => {
  const state: BackupRegion = {
    vaults: new Map(),
    points: [],
    restores: [],
    plans: new Map(),
    optIn: { DynamoDB: true },
    management: { DynamoDB: true },
  };
  regions.set(account, (regions.get(account) ?? new Set()).add(state));
  return state;
});

/** Finishes every job in all regions of the account. */
export function settleAwsBackup(account: Account, now: number): void {
  for (const { points, restores } of regions.get(account) ?? []) {
    for (const { backup } of points) backup.readyAt = Math.min(backup.readyAt, now);
    for (const restore of restores) restore.readyAt = Math.min(restore.readyAt, now);
  }
}
