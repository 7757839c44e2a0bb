import { describe, expect, it } from "vitest";
import type { Backup } from "./backups.ts";
import { furtherRecoveryPoints, recoveryPoints } from "./recovery-points.ts";

const params = { region: "us-east-1", table: "lab-orders" };
const arn = "arn:aws:backup:us-east-1:100000000014:recovery-point:44444444";

function askedBeside(backups: readonly Partial<Backup>[]): number {
  const table = { exists: true, table: { tableId: "t-1" } };
  return furtherRecoveryPoints.fact.ask(params, { table, backups }).length;
}

describe("backup.further-recovery-points", () => {
  it.each([
    ["no backup is listed", [], 1],
    ["a backup of the table is listed", [{ tableId: "t-1", status: "AVAILABLE" }], 0],
    ["that of an earlier table is listed", [{ tableId: "t-0", status: "AVAILABLE" }], 1],
    ["it is still being made", [{ tableId: "t-1", status: "CREATING" }], 1],
    ["AWS Backup made it", [{ tableId: "t-1", status: "AVAILABLE", type: "AWS_BACKUP" }], 1],
  ])("is asked so many times where %s", (_name, backups, calls) => {
    expect(askedBeside(backups)).toBe(calls);
  });

  it("is not asked where there is no table", () => {
    const parents = { table: { exists: false }, backups: [] };

    expect(furtherRecoveryPoints.fact.ask(params, parents)).toEqual([]);
  });
});

describe("backup.recovery-points", () => {
  it("leaves behind what costs until it is deleted", () => {
    const point = { arn, status: "COMPLETED", createdAt: undefined, vault: "lab-vault" };

    const leftOver = recoveryPoints.fact.leavesBehind(
      [point, { ...point, status: "DELETING" }],
      params,
    );

    expect(leftOver).toEqual([
      {
        what: "recovery point",
        name: "44444444",
        region: "us-east-1",
        command:
          "aws backup delete-recovery-point --region us-east-1 --backup-vault-name lab-vault " +
          `--recovery-point-arn ${arn}`,
        cost: "costs",
      },
    ]);
  });

  it("reads an answer without a list, and points without a status", () => {
    const asked = {
      ...{ operation: "ListRecoveryPointsByResource", input: {}, region: "us-east-1" },
      observedAt: "2026-03-01T12:00:00.000Z",
    };

    const value = recoveryPoints.fact.normalise(
      [
        { ...asked, output: {} },
        { ...asked, output: { RecoveryPoints: [{ RecoveryPointArn: arn }] } },
        { ...asked, absent: "ResourceNotFoundException", message: "" },
      ],
      params,
    );

    expect(value).toMatchObject([{ arn, status: "" }]);
  });
});
