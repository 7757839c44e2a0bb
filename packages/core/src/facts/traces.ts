import * as z from "zod";
import { defineFact } from "./fact.ts";
import { TableParams } from "./table-params.ts";

const GetTraceSummariesOutput = z.object({
  TraceSummaries: z.array(
    z.object({
      Id: z.string().optional(),
      StartTime: z.string().optional(),
      Duration: z.number().optional(),
      HasFault: z.boolean().optional(),
      HasError: z.boolean().optional(),
      HasThrottle: z.boolean().optional(),
      IsPartial: z.boolean().optional(),
      ServiceIds: z.array(z.object({ Name: z.string().optional() })).optional(),
    }),
  ),
});

export interface Trace {
  readonly id: string;
  readonly startedAt: string | undefined;
  readonly durationSeconds: number | undefined;
  /** A 5xx, a 4xx and a 429 of the traced program or of what it called. */
  readonly hasFault: boolean;
  readonly hasError: boolean;
  readonly hasThrottle: boolean;
  /** Segments are still coming in. */
  readonly isPartial: boolean;
  readonly services: readonly string[];
}

/** AWS takes no longer range: docs.aws.amazon.com/xray/latest/api/API_GetTraceSummaries.html */
const windowSeconds = 6 * 3600;

/** Traced calls of the table: something to have looked at, not what decides. Sampling leaves some out. */
export const traces = defineFact({
  kind: "xray.traces",
  summary: "the X-Ray traces of the last six hours in which the table was called",
  params: TableParams,
  operations: {
    GetTraceSummaries: {
      service: "xray",
      absence: [],
      keep: [
        "TraceSummaries.Id",
        "TraceSummaries.StartTime",
        "TraceSummaries.Duration",
        "TraceSummaries.HasFault",
        "TraceSummaries.HasError",
        "TraceSummaries.HasThrottle",
        "TraceSummaries.IsPartial",
        "TraceSummaries.ServiceIds.Name",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 3 },
    },
  },
  iam: () => [{ action: "xray:GetTraceSummaries", resource: "*" }],
  ask: ({ region, table }) => [
    {
      operation: "GetTraceSummaries",
      region,
      input: {
        StartTime: `$now-${windowSeconds}`,
        EndTime: "$now",
        FilterExpression: `service(id(name: "${table}", type: "AWS::DynamoDB::Table"))`,
      },
    },
  ],
  normalise: (answers): { readonly traces: readonly Trace[] } => ({
    traces: answers.flatMap((answer) =>
      "output" in answer
        ? GetTraceSummariesOutput.parse(answer.output).TraceSummaries.map((summary) => ({
            id: summary.Id ?? "",
            startedAt: summary.StartTime,
            durationSeconds: summary.Duration,
            hasFault: summary.HasFault ?? false,
            hasError: summary.HasError ?? false,
            hasThrottle: summary.HasThrottle ?? false,
            isPartial: summary.IsPartial ?? false,
            services: (summary.ServiceIds ?? []).flatMap(({ Name }) => Name ?? []),
          }))
        : [],
    ),
  }),
});
