import {
  AccessAnalyzerClient,
  GetAnalyzerCommand,
  ListAnalyzersCommand,
  ListTagsForResourceCommand,
  UntagResourceCommand,
  UpdateAnalyzerCommand,
} from "@aws-sdk/client-accessanalyzer";
import { GetGroupsCommand, XRayClient } from "@aws-sdk/client-xray";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsError } from "../aws-error.ts";
import type { Sandbox } from "../sandbox.ts";
import type { AwsServiceFactory, JsonObject } from "../service.ts";
import { aKey, aSandbox, clientConfig } from "../testing.ts";

const tableArn = "arn:aws:dynamodb:us-east-1:100000000014:table/Invoices";
const denyAll = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
};

let sandbox: Sandbox;
let inputs: Record<string, JsonObject>;

/** Remembers what each operation was asked. */
const anAccessAnalyzer: AwsServiceFactory = () => {
  const operation = (method: "GET" | "PUT" | "DELETE", path: string, output: JsonObject = {}) => ({
    http: {
      method,
      path,
      query: { maxResults: "maxResults", type: "type", tagKeys: "tagKeys[]" },
    },
    iam: () => ({ action: "access-analyzer:Anything", resources: ["*"] }),
    answer: ({ operation: name, input }: { operation: string; input: JsonObject }) => {
      inputs[name] = input;
      return output;
    },
  });
  return {
    signingName: "access-analyzer",
    protocol: "rest-json",
    operations: {
      GetAnalyzer: {
        ...operation("GET", "/analyzer/{analyzerName}"),
        answer: () => {
          throw new AwsError("ResourceNotFoundException", "No such analyzer.", {
            httpStatus: 404,
            members: { resourceId: "first", resourceType: "Analyzer" },
          });
        },
      },
      ListAnalyzers: operation("GET", "/analyzer", { analyzers: [] }),
      ListTagsForResource: operation("GET", "/tags/{resourceArn}", { tags: { course: "cloud" } }),
      UntagResource: operation("DELETE", "/tags/{resourceArn}"),
      UpdateAnalyzer: operation("PUT", "/analyzer/{analyzerName}"),
    },
  };
};

beforeEach(async () => {
  inputs = {};
  sandbox = await aSandbox({ services: [anAccessAnalyzer] });
});
afterEach(() => sandbox.close());

describe("the rest-json protocol", () => {
  it("finds the operation by method and path, and its input in path, query and body", async () => {
    const client = new AccessAnalyzerClient(clientConfig(sandbox, "learner-14"));

    await client.send(new ListAnalyzersCommand({ maxResults: 5, type: "ACCOUNT" }));
    const tags = await client.send(new ListTagsForResourceCommand({ resourceArn: tableArn }));
    await client.send(new UntagResourceCommand({ resourceArn: tableArn, tagKeys: ["a b", "c"] }));
    await client.send(
      new UpdateAnalyzerCommand({
        analyzerName: "first",
        configuration: { unusedAccess: { unusedAccessAge: 90 } },
      }),
    );

    expect(tags.tags).toEqual({ course: "cloud" });
    expect(inputs).toEqual({
      ListAnalyzers: { maxResults: "5", type: "ACCOUNT" },
      ListTagsForResource: { resourceArn: tableArn },
      UntagResource: { resourceArn: tableArn, tagKeys: ["a b", "c"] },
      UpdateAnalyzer: {
        analyzerName: "first",
        configuration: { unusedAccess: { unusedAccessAge: 90 } },
      },
    });
  });

  it("names an error in header and body as AWS does", async () => {
    const client = new AccessAnalyzerClient(clientConfig(sandbox, "learner-14"));

    const answer = client.send(new GetAnalyzerCommand({ analyzerName: "first" }));

    await expect(answer).rejects.toMatchObject({
      name: "ResourceNotFoundException",
      message: "No such analyzer.",
      resourceType: "Analyzer",
      $metadata: { httpStatusCode: 404 },
    });
  });

  it("refuses in words that the client can read", async () => {
    sandbox.createAccount({ accountId: "100000000015", accessKeys: [aKey("denied", { denyAll })] });
    const client = new AccessAnalyzerClient(clientConfig(sandbox, "denied"));
    const stranger = new AccessAnalyzerClient(clientConfig(sandbox, "learner-99"));

    await expect(client.send(new ListAnalyzersCommand({}))).rejects.toMatchObject({
      name: "AccessDeniedException",
      $metadata: { httpStatusCode: 403 },
    });
    await expect(stranger.send(new ListAnalyzersCommand({}))).rejects.toMatchObject({
      name: "UnrecognizedClientException",
      $metadata: { httpStatusCode: 403 },
    });
  });

  it("names the operation that the sandbox doesn't have by method and path", async () => {
    const xRay = new XRayClient(clientConfig(sandbox, "learner-14"));

    await expect(xRay.send(new GetGroupsCommand({}))).rejects.toMatchObject({
      name: "UnknownOperationException",
      message: expect.stringContaining("no operation xray:POST /Groups"),
    });
  });

  it("takes an encoded slash in a label for a part of it", async () => {
    const client = new AccessAnalyzerClient(clientConfig(sandbox, "learner-14"));

    await client.send(new UpdateAnalyzerCommand({ analyzerName: "a/b" }));

    expect(inputs.UpdateAnalyzer).toEqual({ analyzerName: "a/b" });
  });
});
