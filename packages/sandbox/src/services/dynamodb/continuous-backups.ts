import * as z from "zod";
import type { AwsOperation, JsonObject } from "../../service.ts";
import { invalidRequest } from "./errors.ts";
import { onTable } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf } from "./region.ts";
import { TableNameOrArn } from "./shapes.ts";
import { dayMs, type PointInTimeRecovery, type Table } from "./table.ts";
import { seconds } from "./table-description.ts";
import { getBackedUpTable } from "./table-lookup.ts";

const defaultDays = 35;
/** "LatestRestorableDateTime is typically 5 minutes before the current time": API reference. */
const latestLagMs = 300_000;

const DescribeContinuousBackupsInput = z.object({ TableName: TableNameOrArn });
const UpdateContinuousBackupsInput = z.object({
  TableName: TableNameOrArn,
  PointInTimeRecoverySpecification: z.object({
    PointInTimeRecoveryEnabled: z.boolean(),
    RecoveryPeriodInDays: z.number().int().min(1).max(35).optional(),
  }),
});

export const describeContinuousBackups: AwsOperation = {
  iam: onTable,
  answer(request) {
    const { TableName } = parseInput(DescribeContinuousBackupsInput, request.input);
    return describeRecovery(getBackedUpTable(request, TableName), request.now);
  },
};

export const updateContinuousBackups: AwsOperation = {
  iam: onTable,
  async answer(request) {
    const input = parseInput(UpdateContinuousBackupsInput, request.input);
    const { PointInTimeRecoveryEnabled: isOn, RecoveryPeriodInDays: days } =
      input.PointInTimeRecoverySpecification;
    if (!isOn && days !== undefined)
      throw invalidRequest(
        "Cannot specify RecoveryPeriodInDays when disabling point-in-time recovery.",
      );
    const table = getBackedUpTable(request, input.TableName);
    const { items } = regionOf(request);
    if (!isOn) {
      table.recovery = undefined;
      items.stopJournal(table.id);
    } else if (table.recovery === undefined) {
      table.recovery = { since: request.now, days: days ?? defaultDays };
      await items.startJournal(table.id, request.now);
    } else if (days !== undefined) table.recovery.days = days;
    return describeRecovery(table, request.now);
  },
};

/** What can be restored at `now`; right after enabling both ends are the moment of enabling. */
export function restorableWindow(
  recovery: PointInTimeRecovery,
  now: number,
): { earliest: number; latest: number } {
  const earliest = Math.max(recovery.since, now - recovery.days * dayMs);
  return { earliest, latest: Math.max(recovery.since, now - latestLagMs) };
}

function describeRecovery(table: Table, now: number): JsonObject {
  return {
    ContinuousBackupsDescription: {
      // ENABLED on every table; it says nothing about point-in-time recovery.
      ContinuousBackupsStatus: "ENABLED",
      PointInTimeRecoveryDescription:
        table.recovery === undefined
          ? { PointInTimeRecoveryStatus: "DISABLED" }
          : describeWindow(table.recovery, now),
    },
  };
}

function describeWindow(recovery: PointInTimeRecovery, now: number): JsonObject {
  const { earliest, latest } = restorableWindow(recovery, now);
  return {
    PointInTimeRecoveryStatus: "ENABLED",
    RecoveryPeriodInDays: recovery.days,
    EarliestRestorableDateTime: seconds(earliest),
    LatestRestorableDateTime: seconds(latest),
  };
}
