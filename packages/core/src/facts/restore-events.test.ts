import { describe, expect, it } from "vitest";
import { keptFields } from "./fact.ts";
import { restoreEvents } from "./restore-events.ts";

const params = { region: "us-east-1" };
const backupArn = "arn:aws:dynamodb:us-east-1:100000000014:table/lab-orders/backup/01";
const place = { region: "us-east-1", observedAt: "2026-03-01T12:00:00.000Z" };

/** What evidence keeps of an event, as CloudTrail tells it. */
function kept(record: unknown, EventName = "RestoreTableFromBackup") {
  const event = {
    EventName,
    EventTime: "2026-03-01T11:00:00.000Z",
    AccessKeyId: "AKIAIOSFODNN7EXAMPLE",
    Username: "learner-01",
    CloudTrailEvent: typeof record === "string" ? record : JSON.stringify(record),
  };
  return keptFields(
    { Events: [event], NextToken: "next" },
    restoreEvents.fact.operations.LookupEvents?.keep ?? [],
  );
}

function normalised(output: ReturnType<typeof kept>) {
  return restoreEvents.fact.normalise(
    [{ operation: "LookupEvents", input: {}, ...place, output }],
    params,
  );
}

describe("cloudtrail.restore-events", () => {
  it("keeps source, target and error of an event, and nothing else of what it holds", () => {
    const output = kept({
      userIdentity: { accessKeyId: "AKIAIOSFODNN7EXAMPLE" },
      sourceIPAddress: "192.0.2.7",
      requestParameters: { backupArn, targetTableName: "lab-orders-restored", other: 1 },
      responseElements: { tableDescription: {} },
    });

    expect(output).toEqual({
      Events: [
        {
          EventName: "RestoreTableFromBackup",
          EventTime: "2026-03-01T11:00:00.000Z",
          CloudTrailEvent: {
            requestParameters: { backupArn, targetTableName: "lab-orders-restored" },
          },
        },
      ],
    });
    expect(normalised(output)).toEqual([
      {
        at: "2026-03-01T11:00:00.000Z",
        kind: "backup",
        source: "lab-orders",
        target: "lab-orders-restored",
        errorCode: undefined,
      },
    ]);
  });

  it.each([
    ["a name", { sourceTableName: "lab-orders" }],
    ["an ARN", { sourceTableArn: backupArn.replace("/backup/01", "") }],
    ["an ARN in place of a name", { sourceTableName: backupArn.replace("/backup/01", "") }],
  ])("reads the source of a restore to a point in time: %s", (_name, source) => {
    const requestParameters = { ...source, targetTableName: "lab-orders-restored" };

    expect(normalised(kept({ requestParameters }, "RestoreTableToPointInTime"))).toMatchObject([
      { kind: "point-in-time", source: "lab-orders", target: "lab-orders-restored" },
    ]);
  });

  it("reads a denied call, which has no parameters", () => {
    const output = kept({ errorCode: "AccessDenied", requestParameters: null });

    expect(normalised(output)).toMatchObject([
      { errorCode: "AccessDenied", source: undefined, target: undefined },
    ]);
  });

  it.each(["<event/>", '"text"', "7", "[", ""])("refuses an event that is no JSON: %s", (text) => {
    expect(() => normalised(kept(text))).toThrow("CloudTrailEvent");
  });

  it("reads an empty page", () => {
    expect(normalised({})).toEqual([]);
  });

  it("asks for both kinds of restore, one after the other", () => {
    const names = restoreEvents.fact
      .ask(params, {})
      .map(({ input }) => JSON.stringify(input.LookupAttributes));

    expect(names).toHaveLength(2);
    expect(names[0]).toContain("RestoreTableFromBackup");
    expect(restoreEvents.fact.isInOrder).toBe(true);
  });
});
