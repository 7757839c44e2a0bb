import { DescribeVpcEndpointsCommand, EC2Client } from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { AwsError } from "../aws-error.ts";
import type { Sandbox } from "../sandbox.ts";
import type { AwsServiceFactory, JsonObject } from "../service.ts";
import { aKey, aSandbox, clientConfig } from "../testing.ts";

const denyAll = {
  Version: "2012-10-17",
  Statement: [{ Effect: "Deny", Action: "*", Resource: "*" }],
};

let sandbox: Sandbox;
let asked: JsonObject | undefined;
let output: JsonObject;

const anEc2: AwsServiceFactory = () => ({
  signingName: "ec2",
  protocol: "ec2-query",
  xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
  operations: {
    DescribeVpcEndpoints: {
      iam: () => ({ action: "ec2:DescribeVpcEndpoints", resources: ["*"] }),
      answer: ({ input }) => {
        asked = input;
        if (input.VpcEndpointId !== undefined) {
          throw new AwsError(
            "InvalidVpcEndpointId.NotFound",
            "The Vpc Endpoint Id 'a<b' does not exist",
          );
        }
        return output;
      },
    },
  },
});

beforeEach(async () => {
  asked = undefined;
  output = {};
  sandbox = await aSandbox({ services: [anEc2] });
});
afterEach(() => sandbox.close());

describe("the ec2-query protocol", () => {
  it("reads flat lists and answers with items", async () => {
    output = {
      vpcEndpointSet: [
        { vpcEndpointId: "vpce-1", routeTableIdSet: ["rtb-1", "rtb-2"], privateDnsEnabled: false },
        { vpcEndpointId: "vpce-2", routeTableIdSet: [], policyDocument: '{"a":"<&>"}' },
      ],
    };
    const client = new EC2Client(clientConfig(sandbox, "learner-14"));
    const Values = Array.from({ length: 11 }, (_, index) => `vpc-${index}`);

    const answer = await client.send(
      new DescribeVpcEndpointsCommand({ MaxResults: 5, Filters: [{ Name: "vpc-id", Values }] }),
    );

    expect(asked).toEqual({ MaxResults: "5", Filter: [{ Name: "vpc-id", Value: Values }] });
    expect(answer.VpcEndpoints).toMatchObject([
      { VpcEndpointId: "vpce-1", RouteTableIds: ["rtb-1", "rtb-2"], PrivateDnsEnabled: false },
      { VpcEndpointId: "vpce-2", RouteTableIds: [], PolicyDocument: '{"a":"<&>"}' },
    ]);
  });

  it("answers errors in EC2's form", async () => {
    const client = new EC2Client(clientConfig(sandbox, "learner-14"));

    const answer = client.send(new DescribeVpcEndpointsCommand({ VpcEndpointIds: ["a<b"] }));

    await expect(answer).rejects.toMatchObject({
      name: "InvalidVpcEndpointId.NotFound",
      message: "The Vpc Endpoint Id 'a<b' does not exist",
    });
  });

  it("denies in EC2's words", async () => {
    sandbox.createAccount({ accountId: "100000000015", accessKeys: [aKey("denied", { denyAll })] });
    const denied = new EC2Client(clientConfig(sandbox, "denied"));
    const stranger = new EC2Client(clientConfig(sandbox, "learner-99"));

    await expect(denied.send(new DescribeVpcEndpointsCommand({}))).rejects.toMatchObject({
      name: "UnauthorizedOperation",
      $metadata: { httpStatusCode: 403 },
    });
    await expect(stranger.send(new DescribeVpcEndpointsCommand({}))).rejects.toMatchObject({
      name: "AuthFailure",
      $metadata: { httpStatusCode: 401 },
    });
  });
});
