import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import { ListQueuesCommand, SQSClient } from "@aws-sdk/client-sqs";
import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type Sandbox, startSandbox } from "./sandbox.ts";
import {
  aDynamoDbWithoutTables,
  aSandbox,
  clientConfig,
  learnerAccountId,
  send,
} from "./testing.ts";

const hourMs = 3_600_000;
const identityRequest = "Action=GetCallerIdentity&Version=2011-06-15";

let sandbox: Sandbox;
let offsetMs: number;

beforeEach(async () => {
  offsetMs = 0;
  sandbox = await aSandbox({
    clock: () => Date.now() + offsetMs,
    services: [aDynamoDbWithoutTables],
  });
});
afterEach(() => sandbox.close());

describe("the endpoint's signatures", () => {
  it("tells a client whose key it signed with", async () => {
    const sts = new STSClient(clientConfig(sandbox, "learner-14"));

    const identity = await sts.send(new GetCallerIdentityCommand());

    expect(identity).toMatchObject({
      Account: learnerAccountId,
      Arn: `arn:aws:iam::${learnerAccountId}:user/learner-14`,
    });
  });

  it("refuses a wrong secret in the words of the service", async () => {
    const credentials = { accessKeyId: "learner-14", secretAccessKey: "wrong" };
    const config = { ...clientConfig(sandbox, "learner-14"), credentials };

    await expect(new STSClient(config).send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
      $metadata: { httpStatusCode: 403 },
    });
    await expect(new SQSClient(config).send(new ListQueuesCommand())).rejects.toMatchObject({
      name: "SignatureDoesNotMatch",
    });
    await expect(new DynamoDBClient(config).send(new ListTablesCommand())).rejects.toMatchObject({
      name: "InvalidSignatureException",
      $metadata: { httpStatusCode: 400 },
    });
  });

  it("refuses a key that it doesn't know in the words of the service", async () => {
    const config = clientConfig(sandbox, "learner-99");

    await expect(new STSClient(config).send(new GetCallerIdentityCommand())).rejects.toMatchObject({
      name: "InvalidClientTokenId",
    });
    await expect(new DynamoDBClient(config).send(new ListTablesCommand())).rejects.toMatchObject({
      name: "UnrecognizedClientException",
    });
  });

  it("refuses a body that is not the signed one", async () => {
    const answer = await send(sandbox, {
      service: "sts",
      accessKeyId: "learner-14",
      body: identityRequest,
      sentBody: `${identityRequest}&More=1`,
    });

    expect(answer.status).toBe(403);
    expect(answer.text).toContain("<Code>SignatureDoesNotMatch</Code>");
  });

  it("refuses headers of AWS that are not under the signature", async () => {
    const answer = await send(sandbox, {
      service: "sts",
      accessKeyId: "learner-14",
      body: identityRequest,
      unsignedHeaders: { "x-amz-extra": "1" },
    });

    expect(answer.status).toBe(403);
    expect(answer.text).toContain("'x-amz-extra' must be a 'SignedHeader'");
  });

  it("refuses a body that the signature leaves open", async () => {
    const answer = await send(sandbox, {
      service: "sts",
      accessKeyId: "learner-14",
      headers: { "x-amz-content-sha256": "UNSIGNED-PAYLOAD" },
      body: identityRequest,
    });

    expect(answer.status).toBe(403);
    expect(answer.text).toContain("x-amz-content-sha256");
  });

  it.each([
    ["earlier", -16, "Signature expired"],
    ["later", 16, "Signature not yet current"],
  ])("refuses a clock that is more than 15 minutes %s", async (_, minutes, message) => {
    const answer = await send(sandbox, {
      service: "sts",
      accessKeyId: "learner-14",
      body: identityRequest,
      signedAt: Date.now() + minutes * 60_000,
    });

    expect(answer.text).toContain(message);
  });

  it("lets SDK clients follow a clock that a test moves", async () => {
    const sts = new STSClient({ ...clientConfig(sandbox, "learner-14"), maxAttempts: 2 });
    offsetMs = 5 * hourMs;

    const identity = await sts.send(new GetCallerIdentityCommand());

    expect(identity.Account).toBe(learnerAccountId);
  });

  it("refuses requests without a signature, and presigned ones, in XML and JSON", async () => {
    const unsigned = await fetch(sandbox.endpoint, { method: "POST", body: identityRequest });
    const presigned = await fetch(`${sandbox.endpoint}/?X-Amz-Signature=ab`, { method: "POST" });
    const json = await fetch(sandbox.endpoint, {
      method: "POST",
      headers: { "x-amz-target": "DynamoDB_20120810.ListTables" },
    });

    expect(await unsigned.text()).toContain("<Code>MissingAuthenticationToken</Code>");
    expect(await presigned.text()).toContain("Presigned requests are not supported");
    expect(await json.json()).toMatchObject({ __type: "MissingAuthenticationTokenException" });
  });
});

describe("what the endpoint doesn't have", () => {
  it("names the service and the services there are", async () => {
    const answer = await send(sandbox, {
      service: "lambda",
      accessKeyId: "learner-14",
      headers: { "x-amz-target": "Lambda.Invoke" },
      body: "{}",
    });

    expect(JSON.parse(answer.text)).toMatchObject({
      __type: "UnknownOperationException",
      message: expect.stringMatching(/no service "lambda".*iam.*sqs.*sts/),
    });
  });

  it("names the operation and the operations there are", async () => {
    const answer = await send(sandbox, {
      service: "sts",
      accessKeyId: "learner-14",
      body: "Action=GetFederationToken",
    });

    expect(answer.status).toBe(400);
    expect(answer.text).toContain("<Code>InvalidAction</Code>");
    expect(answer.text).toContain("sts:GetFederationToken. It has: AssumeRole, GetCallerIdentity");
  });

  it("refuses a body that is not JSON", async () => {
    const answer = await send(sandbox, {
      service: "sqs",
      accessKeyId: "learner-14",
      headers: { "x-amz-target": "AmazonSQS.ListQueues" },
      body: "{",
    });

    expect(answer.text).toContain("SerializationException");
  });

  it("answers a fault of a service as a 500 that names the call", async () => {
    const broken = await aSandbox({
      services: [
        () => ({
          signingName: "broken",
          protocol: "json-1.0",
          operations: {
            Break: {
              iam: () => undefined,
              answer: () => {
                throw new TypeError("no such thing");
              },
            },
          },
        }),
      ],
    });

    const answer = await send(broken, {
      service: "broken",
      accessKeyId: "learner-14",
      headers: { "x-amz-target": "Broken.Break" },
      body: "{}",
    });

    expect(answer.status).toBe(500);
    expect(answer.text).toContain("Fault in the local sandbox at broken:Break: TypeError");
    await broken.close();
  });
});

describe("startSandbox", () => {
  it("says which port is taken and what to do", async () => {
    await expect(startSandbox({ port: sandbox.port })).rejects.toThrow(
      new RegExp(`port ${sandbox.port} is taken: end the program .* another port`),
    );
  });

  it("answers on IPv4, whatever localhost means to the client", async () => {
    const response = await fetch(`http://127.0.0.1:${sandbox.port}/_sandbox/accounts`);

    expect(response.status).toBe(200);
  });
});

describe("the log of calls", () => {
  it("tells who called what with which result, and nothing of the input", async () => {
    await send(sandbox, {
      service: "sts",
      accessKeyId: "learner-14",
      body: `${identityRequest}&Secret=s3cr3t`,
    });

    const calls = sandbox.calls.list({ accountId: learnerAccountId });

    expect(calls).toMatchObject([
      {
        service: "sts",
        operation: "GetCallerIdentity",
        region: "us-east-1",
        callerArn: `arn:aws:iam::${learnerAccountId}:user/learner-14`,
        status: 200,
      },
    ]);
    expect(JSON.stringify(calls)).not.toContain("s3cr3t");
  });

  it("has the same digest for the same input, and counts on after it was cleared", async () => {
    const call = { service: "sts", accessKeyId: "learner-14", body: identityRequest };
    await send(sandbox, call);
    await send(sandbox, call);

    const digests = sandbox.calls.list().map(({ inputDigest }) => inputDigest);
    sandbox.calls.clear();

    expect(new Set(digests).size).toBe(1);
    expect(sandbox.calls.list()).toEqual([]);
    expect(sandbox.calls.total).toBe(2);
  });
});
