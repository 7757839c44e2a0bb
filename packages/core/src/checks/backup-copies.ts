import type { Backup } from "../facts/backups.ts";
import type { RecoveryPoint } from "../facts/recovery-points.ts";
import type { TableDescription } from "../facts/table.ts";
import { secondsBetween } from "../time.ts";

/**
 * USER: on demand, by the learner. SYSTEM: by AWS when a table is deleted. AWS_BACKUP: by AWS
 * Backup, kept by DynamoDB. RECOVERY_POINT: by AWS Backup, kept there.
 */
export const copyKinds = ["USER", "SYSTEM", "AWS_BACKUP", "RECOVERY_POINT"] as const;

/** A whole copy of the table that is there now, wherever it is kept. */
export interface TableCopy {
  readonly name: string;
  readonly kind: string;
  /** In DynamoDB's words: `AVAILABLE`, `CREATING`, `DELETED`; else as AWS says it. */
  readonly status: string;
  readonly createdAt: string | undefined;
  readonly by: "backups" | "points";
}

/** The copies of this life of the table's name; those of an earlier one are of no use. */
export function copiesOf(
  table: TableDescription,
  listed: readonly Backup[],
  points: readonly RecoveryPoint[],
): readonly TableCopy[] {
  const own = listed
    .filter(({ tableId }) => tableId === table.tableId)
    .map(({ name, type, status, createdAt }) => ({
      ...{ name, kind: type, status, createdAt },
      by: "backups" as const,
    }));
  return [...own, ...points.filter((point) => isOfTable(point, table)).map(copyOf)];
}

/** A recovery point knows the table's ARN only, which an earlier table had too. */
function isOfTable({ createdAt }: RecoveryPoint, table: TableDescription): boolean {
  if (createdAt === undefined || table.createdAt === undefined) return true;
  return secondsBetween(table.createdAt, createdAt) >= 0;
}

const statuses: Readonly<Record<string, string>> = {
  AVAILABLE: "AVAILABLE",
  COMPLETED: "AVAILABLE",
  CREATING: "CREATING",
  // Incomplete, ended or on their way out: nothing can be counted on.
  DELETING: "DELETED",
  EXPIRED: "DELETED",
  PARTIAL: "DELETED",
  STOPPED: "DELETED",
};

function copyOf({ arn, status, createdAt }: RecoveryPoint): TableCopy {
  return {
    name: arn.split(/[:/]/).at(-1) ?? arn,
    kind: arn.startsWith("arn:aws:dynamodb:") ? "AWS_BACKUP" : "RECOVERY_POINT",
    status: statuses[status] ?? status,
    createdAt,
    by: "points",
  };
}
