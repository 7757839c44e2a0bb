import * as z from "zod";
import { Region } from "../ids.ts";
import { defineFact } from "./fact.ts";

/** One of these per kind of restore: of a backup, and to a point in time. */
const eventNames = ["RestoreTableFromBackup", "RestoreTableToPointInTime"] as const;

const LookupEventsOutput = z.object({
  Events: z
    .array(
      z.object({
        EventName: z.string(),
        EventTime: z.string(),
        CloudTrailEvent: z.object({
          errorCode: z.string().optional(),
          /** `null` in events of calls that were denied. */
          requestParameters: z
            .object({
              backupArn: z.string().optional(),
              sourceTableName: z.string().optional(),
              sourceTableArn: z.string().optional(),
              targetTableName: z.string().optional(),
            })
            .nullish(),
        }),
      }),
    )
    .optional(),
});
type Event = NonNullable<z.infer<typeof LookupEventsOutput>["Events"]>[number];

/** A call that restores a table, whatever came of it. */
export interface RestoreEvent {
  /** ISO-8601 in UTC; CloudTrail knows whole seconds. */
  readonly at: string;
  readonly kind: "backup" | "point-in-time";
  /** Names of tables, without their ARNs; `undefined`: the event doesn't tell. */
  readonly source: string | undefined;
  readonly target: string | undefined;
  /** `undefined`: AWS took the call. */
  readonly errorCode: string | undefined;
}

/** All restores that the account asked for in the last 90 days, newest first for each kind. */
export const restoreEvents = defineFact({
  kind: "cloudtrail.restore-events",
  summary: "the restores of tables in CloudTrail's event history: source, target and error",
  params: z.object({ region: Region }),
  operations: {
    LookupEvents: {
      service: "cloudtrail",
      absence: [],
      // The whole event also holds addresses and access key ids.
      keep: [
        "Events.EventName",
        "Events.EventTime",
        "Events.CloudTrailEvent.errorCode",
        "Events.CloudTrailEvent.requestParameters.backupArn",
        "Events.CloudTrailEvent.requestParameters.sourceTableName",
        "Events.CloudTrailEvent.requestParameters.sourceTableArn",
        "Events.CloudTrailEvent.requestParameters.targetTableName",
      ],
      // 50 on a page; two requests a second for each account and region.
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 2 },
    },
  },
  // LookupEvents knows no resource-level permission: service authorization reference of CloudTrail.
  iam: () => [{ action: "cloudtrail:LookupEvents", resource: "*" }],
  ask: ({ region }) =>
    eventNames.map((name) => ({
      operation: "LookupEvents",
      region,
      input: { LookupAttributes: [{ AttributeKey: "EventName", AttributeValue: name }] },
    })),
  inOrder: true,
  normalise: (answers): readonly RestoreEvent[] =>
    answers
      .flatMap((answer) =>
        "output" in answer ? (LookupEventsOutput.parse(answer.output).Events ?? []) : [],
      )
      .map(restoreEvent),
});

function restoreEvent({ EventName, EventTime, CloudTrailEvent }: Event): RestoreEvent {
  const { errorCode, requestParameters } = CloudTrailEvent;
  const { backupArn, sourceTableName, sourceTableArn, targetTableName } = requestParameters ?? {};
  const source = backupArn ?? sourceTableArn ?? sourceTableName;
  return {
    at: EventTime,
    kind: EventName === "RestoreTableFromBackup" ? "backup" : "point-in-time",
    source: source === undefined ? undefined : tableNameOf(source),
    target: targetTableName,
    errorCode,
  };
}

/** Of `arn:aws:dynamodb:…:table/lab-orders/backup/01`, of a table's ARN, or of a name as it is. */
function tableNameOf(nameOrArn: string): string | undefined {
  if (!nameOrArn.startsWith("arn:")) return nameOrArn;
  return /:table\/([^/]+)/.exec(nameOrArn)?.[1];
}
