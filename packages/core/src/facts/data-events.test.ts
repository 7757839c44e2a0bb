import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import { dataEvents } from "./data-events.ts";

const params = { region: "us-east-1", table: "lab-orders" };
const trailArn = "arn:aws:cloudtrail:us-east-1:100000000014:trail/items";
const ordersArn = "arn:aws:dynamodb:us-east-1:100000000014:table/lab-orders";
const place = { region: "us-east-1", observedAt: "2026-03-01T12:00:00.000Z" };

function logged(selectors: JsonObject, isLogging = true) {
  return dataEvents.fact.normalise(
    [
      {
        ...place,
        operation: "GetTrailStatus",
        input: { Name: trailArn },
        output: { IsLogging: isLogging },
      },
      {
        ...place,
        operation: "GetEventSelectors",
        input: { TrailName: trailArn },
        output: selectors,
      },
    ],
    params,
  );
}

function classic(value: string, ReadWriteType = "All"): JsonObject {
  const DataResources = [{ Type: "AWS::DynamoDB::Table", Values: [value] }];
  return { EventSelectors: [{ ReadWriteType, DataResources }] };
}

function advanced(...fields: readonly JsonObject[]): JsonObject {
  return {
    AdvancedEventSelectors: [
      {
        FieldSelectors: [
          { Field: "eventCategory", Equals: ["Data"] },
          { Field: "resources.type", Equals: ["AWS::DynamoDB::Table"] },
          ...fields,
        ],
      },
    ],
  };
}

const all = { reads: true, writes: true };
const nothing = { reads: false, writes: false };

describe("cloudtrail.data-events", () => {
  it.each([
    ["the table by its ARN", classic(ordersArn), all],
    ["every table", classic("arn:aws:dynamodb"), all],
    ["writes only", classic(ordersArn, "WriteOnly"), { reads: false, writes: true }],
    ["reads only", classic(ordersArn, "ReadOnly"), { reads: true, writes: false }],
    ["a table whose name begins alike", classic(`${ordersArn.slice(0, -1)}`), nothing],
    ["a longer name", classic(`${ordersArn}-2`), nothing],
    ["no data at all", { EventSelectors: [{ DataResources: [] }] }, nothing],
  ])("reads classic selectors: %s", (_name, selectors, expected) => {
    expect(logged(selectors)).toMatchObject(expected);
  });

  it.each([
    ["every table", advanced(), all],
    ["the table", advanced({ Field: "resources.ARN", Equals: [ordersArn] }), all],
    [
      "tables by the beginning of their names",
      advanced({ Field: "resources.ARN", StartsWith: ["arn:aws:dynamodb:us-east-1:", "x"] }),
      all,
    ],
    ["all but this table", advanced({ Field: "resources.ARN", NotEquals: [ordersArn] }), nothing],
    ["writes", advanced({ Field: "readOnly", Equals: ["false"] }), { reads: false, writes: true }],
    [
      "some calls only",
      advanced({ Field: "eventName", Equals: ["DeleteItem"] }),
      { ...nothing, limitedBy: ["eventName"] },
    ],
    [
      "management events",
      {
        AdvancedEventSelectors: [
          { FieldSelectors: [{ Field: "eventCategory", Equals: ["Management"] }] },
        ],
      },
      nothing,
    ],
  ])("reads advanced selectors: %s", (_name, selectors, expected) => {
    expect(logged(selectors)).toMatchObject(expected);
  });

  it("counts no trail that is switched off", () => {
    expect(logged(classic(ordersArn), false)).toMatchObject({
      ...nothing,
      trails: [{ arn: trailArn, isLogging: false, ...all }],
    });
  });

  it("asks status and selectors of each trail in its home region", () => {
    const found = [{ name: "items", arn: trailArn, homeRegion: "eu-west-1", isMultiRegion: true }];

    const calls = dataEvents.fact.ask(params, { trails: found });

    expect(calls).toEqual([
      {
        service: "cloudtrail",
        operation: "GetTrailStatus",
        region: "eu-west-1",
        input: { Name: trailArn },
      },
      {
        service: "cloudtrail",
        operation: "GetEventSelectors",
        region: "eu-west-1",
        input: { TrailName: trailArn },
      },
    ]);
  });

  it("refuses a kind of selector that nobody foresaw", () => {
    expect(() => logged(classic(ordersArn, "Sometimes"))).toThrow("ReadWriteType");
  });
});
