import * as z from "zod";
import type { AwsOperation } from "../../service.ts";
import { resourceInUse, validationError } from "./errors.ts";
import { onTable } from "./iam.ts";
import { parseInput } from "./parse-input.ts";
import { regionOf } from "./region.ts";
import { groupOf } from "./replication-group.ts";
import { TableNameOrArn } from "./shapes.ts";
import { servesItems, tableStatus } from "./table.ts";
import { getSettledTable } from "./table-lookup.ts";

const DescribeTimeToLiveInput = z.object({ TableName: TableNameOrArn });
const UpdateTimeToLiveInput = z.object({
  TableName: TableNameOrArn,
  TimeToLiveSpecification: z.object({
    Enabled: z.boolean(),
    AttributeName: z.string().min(1).max(255),
  }),
});

/** Never configured and disabled look alike. */
export const describeTimeToLive: AwsOperation = {
  iam: onTable,
  answer(request) {
    const table = getSettledTable(
      request,
      parseInput(DescribeTimeToLiveInput, request.input).TableName,
    );
    const status = tableStatus(table, request.now);
    if (!servesItems(table, request.now))
      throw validationError(
        `Cannot describe time to live while table is in ${status} state: Current table state is ${status}`,
      );
    return {
      TimeToLiveDescription:
        table.timeToLive === undefined
          ? { TimeToLiveStatus: "DISABLED" }
          : { TimeToLiveStatus: "ENABLED", AttributeName: table.timeToLive },
    };
  },
};

export const updateTimeToLive: AwsOperation = {
  iam: onTable,
  answer(request) {
    const input = parseInput(UpdateTimeToLiveInput, request.input);
    const { Enabled, AttributeName } = input.TimeToLiveSpecification;
    const table = getSettledTable(request, input.TableName);
    if (!servesItems(table, request.now))
      throw resourceInUse(
        `Table is being ${table.change.kind === "deleted" ? "deleted" : "created"}: ${table.name}`,
      );
    if (Enabled && table.timeToLive === AttributeName)
      throw validationError("TimeToLive is already enabled");
    if (Enabled && table.timeToLive !== undefined)
      throw validationError(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${table.timeToLive}`,
      );
    if (!Enabled && table.timeToLive === undefined)
      throw validationError("TimeToLive is already disabled");
    if (!Enabled && table.timeToLive !== AttributeName)
      throw validationError(
        `TimeToLive is active on a different AttributeName: current AttributeName is ${table.timeToLive}`,
      );
    for (const member of groupOf(regionOf(request), table, request.now))
      member.table.timeToLive = Enabled ? AttributeName : undefined;
    return { TimeToLiveSpecification: { Enabled, AttributeName } };
  },
};
