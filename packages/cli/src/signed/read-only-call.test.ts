import type { CallToSign } from "@lab-grader/core/contracts/endpoints/signed-sessions";
import { describe, expect, it } from "vitest";
import { refusalToSign } from "./read-only-call.ts";

function aCall(
  values: Partial<Omit<CallToSign, "request">> & { request?: Partial<CallToSign["request"]> } = {},
): CallToSign {
  const operation = values.operation ?? "DescribeTable";
  return {
    ...{ callId: "1", nonce: "0".repeat(32), service: "dynamodb", region: "us-east-1", input: {} },
    ...values,
    operation,
    request: {
      ...{ method: "POST", protocol: "https:", host: "dynamodb.us-east-1.amazonaws.com" },
      ...{ path: "/", query: {}, body: "" },
      headers: jsonHeaders(`DynamoDB_20120810.${operation}`),
      ...{ signingRegion: "us-east-1", signingService: "dynamodb" },
      ...values.request,
    },
  };
}

function jsonHeaders(target: string) {
  return { "content-type": "application/x-amz-json-1.0", "x-amz-target": target };
}

function form(text: string) {
  return {
    headers: { "content-type": "application/x-www-form-urlencoded" },
    body: Buffer.from(text).toString("base64"),
    ...{ host: "iam.amazonaws.com", signingService: "iam" },
  };
}

describe("refusalToSign", () => {
  it.each<[string, CallToSign]>([
    ["JSON", aCall()],
    ["a form", aCall({ operation: "GetRole", request: form("Action=GetRole&RoleName=a") })],
    [
      "the caller's own name",
      aCall({
        operation: "GetCallerIdentity",
        request: { ...form("Action=GetCallerIdentity"), signingService: "sts" },
      }),
    ],
    [
      "CBOR",
      aCall({
        operation: "DescribeAlarms",
        request: {
          headers: { "smithy-protocol": "rpc-v2-cbor" },
          path: "/service/GraniteServiceVersion20100801/operation/DescribeAlarms",
          signingService: "monitoring",
        },
      }),
    ],
    [
      "REST",
      aCall({
        operation: "ListRecoveryPointsByResource",
        request: { method: "GET", headers: {}, signingService: "backup" },
      }),
    ],
    [
      "REST that asks with a body",
      aCall({
        operation: "GetFindings",
        request: { path: "/findings", headers: {}, signingService: "securityhub" },
      }),
    ],
  ])("signs a read in %s", (_, call) => {
    expect(refusalToSign(call, { isLocal: false })).toBeUndefined();
  });

  it.each<[string, CallToSign, RegExp]>([
    ["a write", aCall({ operation: "DeleteTable" }), /more than a read/],
    [
      "a write under the name of a read",
      aCall({ request: { headers: jsonHeaders("DynamoDB_20120810.DeleteTable") } }),
      /not the DescribeTable/,
    ],
    [
      "an action behind the path, which is read before the form",
      aCall({
        operation: "GetRole",
        request: { ...form("Action=GetRole"), query: { Action: "CreateAccessKey" } },
      }),
      /not the GetRole/,
    ],
    [
      "a GET of a service whose GETs also write",
      aCall({
        operation: "GetRole",
        request: { ...form(""), headers: {}, method: "GET", query: { Action: "CreateAccessKey" } },
      }),
      /not the GetRole/,
    ],
    [
      "a form with the name of a read in a header that the service does not read",
      aCall({
        operation: "GetRole",
        request: {
          ...form("Action=CreateAccessKey"),
          headers: { ...form("").headers, "x-amz-target": "Iam.GetRole" },
        },
      }),
      /not the GetRole/,
    ],
    [
      "a form with the name of a read in a path that the service does not read",
      aCall({
        operation: "GetRole",
        request: { ...form("Action=CreateAccessKey"), path: "/service/Iam/operation/GetRole" },
      }),
      /not the GetRole/,
    ],
    [
      "a second action behind a semicolon",
      aCall({
        operation: "GetRole",
        request: form("RoleName=a;Action=CreateAccessKey&Action=GetRole"),
      }),
      /not the GetRole/,
    ],
    [
      "a REST write with the name of a read in a header that the service does not read",
      aCall({
        operation: "ListTags",
        request: {
          ...{ path: "/accounts", signingService: "securityhub" },
          headers: jsonHeaders("Hub.ListTags"),
        },
      }),
      /not the ListTags/,
    ],
    [
      "two actions in one form",
      aCall({ operation: "GetRole", request: form("Action=GetRole&Action=DeleteRole") }),
      /not the GetRole/,
    ],
    [
      "a REST write under the name of a read",
      aCall({ operation: "ListX", request: { headers: {}, signingService: "backup" } }),
      /not the ListX/,
    ],
    [
      "what hands out credentials",
      aCall({
        operation: "GetSessionToken",
        request: { ...form("Action=GetSessionToken"), signingService: "sts" },
      }),
      /hand out credentials/,
    ],
    [
      "a service that no lab asks",
      aCall({
        operation: "GetSecretValue",
        request: {
          headers: jsonHeaders("secretsmanager.GetSecretValue"),
          signingService: "secretsmanager",
        },
      }),
      /no lab asks/,
    ],
    ["another host", aCall({ request: { host: "amazonaws.com.evil.example" } }), /not a host/],
    [
      "the local AWS for a deployed API",
      aCall({ request: { host: "localhost:4566", protocol: "http:" } }),
      /not a host/,
    ],
  ])("does not sign %s", (_, call, words) => {
    expect(refusalToSign(call, { isLocal: false })).toMatch(words);
  });
});
