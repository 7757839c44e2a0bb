import * as z from "zod";
import { EventSelectors, type LoggedCalls, loggedCalls, together } from "./event-selectors.ts";
import { defineFact, type NormalisedInput } from "./fact.ts";
import { TableParams } from "./table-params.ts";
import { trails } from "./trails.ts";

const StatusOutput = z.object({ IsLogging: z.boolean().optional() });

/** What one trail would log of the table's items while it is on. */
export interface TrailOfTable extends LoggedCalls {
  readonly arn: string;
  readonly isLogging: boolean;
}

/** What is logged of the table's items: `reads` and `writes` by trails that are on. */
export interface DataEvents extends LoggedCalls {
  readonly trails: readonly TrailOfTable[];
}

/**
 * AWS's quota is five for each region, and trails of other regions may log this one too:
 * docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 */
const mostTrails = 10;

export const dataEvents = defineFact({
  kind: "cloudtrail.data-events",
  summary: "whether a trail logs the reads and writes of the table's items",
  params: TableParams,
  operations: {
    GetTrailStatus: {
      service: "cloudtrail",
      absence: ["TrailNotFoundException"],
      keep: ["IsLogging"],
    },
    GetEventSelectors: {
      service: "cloudtrail",
      absence: ["TrailNotFoundException"],
      keep: [
        "EventSelectors.ReadWriteType",
        "EventSelectors.DataResources",
        "AdvancedEventSelectors.FieldSelectors",
      ],
    },
  },
  after: ({ region }) => ({ trails: trails({ region }) }),
  iam: () =>
    ["GetTrailStatus", "GetEventSelectors"].map((operation) => ({
      action: `cloudtrail:${operation}`,
      resource: "arn:aws:cloudtrail:*:$account:trail/*",
    })),
  ask: (_params, parents) =>
    parents.trails.slice(0, mostTrails).flatMap(({ arn, homeRegion: region }) => [
      { operation: "GetTrailStatus", region, input: { Name: arn } },
      { operation: "GetEventSelectors", region, input: { TrailName: arn } },
    ]),
  normalise: (answers, params): DataEvents => {
    const found = answers.flatMap((answer): TrailOfTable[] => {
      if (answer.operation !== "GetEventSelectors" || "absent" in answer) return [];
      const arn = String(answer.input.TrailName);
      const logged = loggedCalls(EventSelectors.parse(answer.output), tableArnBeside(arn, params));
      return [{ ...logged, arn, isLogging: isOn(arn, answers) }];
    });
    return { ...together(found.filter(({ isLogging }) => isLogging)), trails: found };
  },
});

function isOn(arn: string, answers: readonly NormalisedInput[]): boolean {
  const status = answers.find(
    ({ operation, input }) => operation === "GetTrailStatus" && input.Name === arn,
  );
  if (!status || "absent" in status) return false;
  return StatusOutput.parse(status.output).IsLogging ?? false;
}

/** The trail's ARN says in which account the table is. */
function tableArnBeside(trailArn: string, { region, table }: z.infer<typeof TableParams>): string {
  const accountId = trailArn.split(":")[4] ?? "";
  return `arn:aws:dynamodb:${region}:${accountId}:table/${table}`;
}
