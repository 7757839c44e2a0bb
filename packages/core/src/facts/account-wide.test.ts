import { describe, expect, it } from "vitest";
import { ZodError } from "zod";
import type { JsonObject } from "../json.ts";
import { limits } from "./limits.ts";
import { securityFindings } from "./security-findings.ts";
import { traces } from "./traces.ts";

const params = { region: "us-east-1", table: "lab-orders" };
const asked = { input: {}, region: "us-east-1", observedAt: "2026-03-01T12:00:00.000Z" };

describe("dynamodb.limits", () => {
  it("reads the four quotas, and refuses an answer that has not all of them", () => {
    const output = {
      AccountMaxReadCapacityUnits: 80_000,
      AccountMaxWriteCapacityUnits: 80_000,
      TableMaxReadCapacityUnits: 40_000,
      TableMaxWriteCapacityUnits: 40_000,
    };
    const answer = { ...asked, operation: "DescribeLimits" };

    expect(limits.fact.normalise([{ ...answer, output }], params)).toEqual({
      accountReadUnits: 80_000,
      accountWriteUnits: 80_000,
      tableReadUnits: 40_000,
      tableWriteUnits: 40_000,
    });
    expect(() => limits.fact.normalise([{ ...answer, output: {} }], params)).toThrow(ZodError);
  });
});

describe("securityhub.findings", () => {
  const page = (...Findings: { Id: string }[]) => ({
    ...asked,
    operation: "GetFindings",
    output: { Findings },
  });

  it("asks for the active findings about the table's ARN", () => {
    expect(securityFindings.fact.ask(params, {})).toMatchObject([
      {
        input: {
          Filters: {
            ResourceId: [{ Value: "arn:aws:dynamodb:us-east-1:$account:table/lab-orders" }],
            RecordState: [{ Value: "ACTIVE" }],
          },
        },
      },
    ]);
  });

  it("reads the findings of all pages, those of other products too", () => {
    const control = {
      Id: "first",
      Title: "DynamoDB tables should have point-in-time recovery enabled",
      GeneratorId: "security-control/DynamoDB.2",
      Severity: { Label: "MEDIUM" },
      Compliance: { Status: "FAILED", SecurityControlId: "DynamoDB.2" },
      Workflow: { Status: "NOTIFIED" },
    };

    expect(
      securityFindings.fact.normalise([page(control), page({ Id: "second" })], params),
    ).toEqual({
      exists: true,
      findings: [
        {
          id: "first",
          title: "DynamoDB tables should have point-in-time recovery enabled",
          controlId: "DynamoDB.2",
          generatorId: "security-control/DynamoDB.2",
          severity: "MEDIUM",
          compliance: "FAILED",
          workflow: "NOTIFIED",
        },
        {
          id: "second",
          title: "",
          controlId: "",
          generatorId: "",
          severity: "",
          compliance: "",
          workflow: "NEW",
        },
      ],
    });
  });

  it("tells a hub that is not enabled from one without findings", () => {
    const notEnabled = {
      ...asked,
      operation: "GetFindings",
      absent: "InvalidAccessException",
      message: "Account 100000000014 is not subscribed to AWS Security Hub",
    };

    expect(securityFindings.fact.normalise([notEnabled], params)).toEqual({ exists: false });
    expect(securityFindings.fact.normalise([page()], params)).toEqual({
      exists: true,
      findings: [],
    });
  });
});

describe("xray.traces", () => {
  it("asks for the table's traces of the last six hours", () => {
    expect(traces.fact.ask(params, {})).toMatchObject([
      {
        input: {
          StartTime: "$now-21600",
          EndTime: "$now",
          FilterExpression: 'service(id(name: "lab-orders", type: "AWS::DynamoDB::Table"))',
        },
      },
    ]);
  });

  it("reads summaries with absent fields, and empty pages", () => {
    const page = (output: JsonObject) => ({ ...asked, operation: "GetTraceSummaries", output });
    const whole = {
      Id: "1-581cf771-a006649127e371903a2de979",
      StartTime: "2026-03-01T11:00:00.000Z",
      Duration: 2,
      HasThrottle: true,
      ServiceIds: [{ Name: "shop" }, {}],
    };

    const value = traces.fact.normalise(
      [page({ TraceSummaries: [] }), page({ TraceSummaries: [whole, {}] })],
      params,
    );

    expect(value).toMatchObject({
      traces: [
        { durationSeconds: 2, hasThrottle: true, hasFault: false, services: ["shop"] },
        { id: "", hasThrottle: false, services: [] },
      ],
    });
  });
});
