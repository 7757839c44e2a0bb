import { describe, expect, it } from "vitest";
import { ZodError } from "zod";
import type { JsonObject } from "../json.ts";
import { vpcEndpoints } from "./vpc-endpoints.ts";

const { fact } = vpcEndpoints;
const params = { region: "us-east-1" };

function normalised(...pages: JsonObject[]) {
  const asked = { operation: "DescribeVpcEndpoints", input: {}, region: "us-east-1" };
  const observedAt = "2026-03-01T12:00:00.000Z";
  return fact.normalise(
    pages.map((output) => ({ ...asked, observedAt, output })),
    params,
  );
}

const gateway = {
  VpcEndpointId: "vpce-1",
  VpcEndpointType: "Gateway",
  VpcId: "vpc-1",
  State: "available",
  RouteTableIds: ["rtb-1"],
  PolicyDocument:
    '{"Version":"2008-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}',
  PrivateDnsEnabled: false,
};

describe("ec2.vpc-endpoints", () => {
  it("asks for DynamoDB's service of the region only", () => {
    expect(fact.ask({ region: "us-west-2" }, {})).toMatchObject([
      { input: { Filters: [{ Values: ["com.amazonaws.us-west-2.dynamodb"] }] } },
    ]);
  });

  it("reads a gateway with its routes and the statements of its policy", () => {
    expect(normalised({ VpcEndpoints: [gateway] })).toEqual([
      {
        id: "vpce-1",
        type: "Gateway",
        vpcId: "vpc-1",
        state: "available",
        routeTableIds: ["rtb-1"],
        policy: [{ Effect: "Allow", Principal: "*", Action: ["*"], Resource: ["*"] }],
        privateDns: false,
      },
    ]);
  });

  it("reads absent fields, a statement that is no list, and pages without endpoints", () => {
    const PolicyDocument = encodeURIComponent(
      '{"Statement":{"Effect":"Allow","Principal":{"AWS":"100000000014"},"Action":"dynamodb:GetItem","Resource":"*"}}',
    );
    const pages = [
      { VpcEndpoints: [], NextToken: "more" },
      { VpcEndpoints: [{ VpcEndpointId: "vpce-2", State: "Available", PolicyDocument }] },
    ];

    expect(normalised(...pages)).toMatchObject([
      {
        id: "vpce-2",
        state: "available",
        routeTableIds: [],
        policy: [{ Principal: { AWS: ["100000000014"] }, Action: ["dynamodb:GetItem"] }],
      },
    ]);
    expect(() => normalised({})).toThrow(ZodError);
  });

  it("refuses a policy that nobody can read", () => {
    const strange = { VpcEndpoints: [{ ...gateway, PolicyDocument: "Allow *" }] };

    expect(() => normalised(strange)).toThrow(ZodError);
  });

  it("leaves behind what is not going already; an interface costs by the hour", () => {
    const value = normalised({
      VpcEndpoints: [
        gateway,
        { ...gateway, VpcEndpointId: "vpce-2", VpcEndpointType: "Interface" },
        { ...gateway, VpcEndpointId: "vpce-3", State: "deleting" },
      ],
    });

    expect(fact.leavesBehind(value, params)).toMatchObject([
      {
        name: "vpce-1",
        cost: "free",
        command: "aws ec2 delete-vpc-endpoints --region us-east-1 --vpc-endpoint-ids vpce-1",
      },
      { name: "vpce-2", cost: "costs" },
    ]);
  });
});
