import {
  GetTraceSummariesCommand,
  PutTraceSegmentsCommand,
  XRayClient,
} from "@aws-sdk/client-xray";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../sandbox.ts";
import { aSandbox, clientConfig } from "../testing.ts";

const noon = Date.UTC(2026, 2, 1, 12) / 1000;
let sandbox: Sandbox;
let xRay: XRayClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  xRay = new XRayClient(clientConfig(sandbox, "learner-14"));
});
afterEach(() => sandbox.close());

function aSegment(changes: object = {}): string {
  return JSON.stringify({
    id: "70de5b6f19ff9a0a",
    trace_id: "1-581cf771-a006649127e371903a2de979",
    name: "shop",
    start_time: noon,
    end_time: noon + 2,
    subsegments: [{ name: "DynamoDB", namespace: "aws", aws: { table_name: "lab-orders" } }],
    ...changes,
  });
}

function summaries(FilterExpression: string, hours = 1) {
  const StartTime = new Date((noon - 60) * 1000);
  const EndTime = new Date((noon + hours * 3600) * 1000);
  return xRay.send(new GetTraceSummariesCommand({ StartTime, EndTime, FilterExpression }));
}

describe("X-Ray", () => {
  it("finds traces by the table that they call", async () => {
    const throttled = {
      trace_id: "1-581cf772-a006649127e371903a2de979",
      throttle: true,
      subsegments: [],
    };
    await xRay.send(
      new PutTraceSegmentsCommand({ TraceSegmentDocuments: [aSegment(), aSegment(throttled)] }),
    );
    const ofTable = (name: string) => `service(id(name: "${name}", type: "AWS::DynamoDB::Table"))`;

    const { TraceSummaries } = await summaries(ofTable("lab-orders"));

    expect(TraceSummaries).toMatchObject([
      {
        Id: "1-581cf771-a006649127e371903a2de979",
        Duration: 2,
        HasThrottle: false,
        ServiceIds: [{ Name: "shop" }, { Name: "lab-orders", Type: "AWS::DynamoDB::Table" }],
      },
    ]);
    expect((await summaries(ofTable("other"))).TraceSummaries).toEqual([]);
    expect((await summaries('service("shop")')).TraceSummaries).toHaveLength(2);
  });

  it("answers at most six hours", async () => {
    await expect(summaries("", 7)).rejects.toMatchObject({ name: "InvalidRequestException" });
  });

  it("names the segments that it could not read", async () => {
    const TraceSegmentDocuments = ["{", aSegment({ id: "1" })];

    const { UnprocessedTraceSegments } = await xRay.send(
      new PutTraceSegmentsCommand({ TraceSegmentDocuments }),
    );

    expect(UnprocessedTraceSegments).toHaveLength(2);
  });
});
