import {
  CreateRouteTableCommand,
  CreateVpcCommand,
  CreateVpcEndpointCommand,
  DeleteVpcEndpointsCommand,
  DescribeRouteTablesCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
  ModifyVpcEndpointCommand,
} from "@aws-sdk/client-ec2";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig } from "../../testing.ts";

const ServiceName = "com.amazonaws.us-east-1.dynamodb";
let sandbox: Sandbox;
let ec2: EC2Client;

beforeEach(async () => {
  sandbox = await aSandbox();
  ec2 = new EC2Client(clientConfig(sandbox, "learner-14"));
});
afterEach(() => sandbox.close());

async function aVpc(): Promise<string> {
  const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.0.0.0/16" }));
  return Vpc?.VpcId ?? "";
}

async function endpoints() {
  const Filters = [{ Name: "service-name", Values: [ServiceName] }];
  const { VpcEndpoints } = await ec2.send(new DescribeVpcEndpointsCommand({ Filters }));
  return VpcEndpoints ?? [];
}

describe("EC2", () => {
  it("has no endpoints until one is made, in its own region only", async () => {
    const VpcId = await aVpc();
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
    const RouteTableIds = [RouteTable?.RouteTableId ?? ""];
    const elsewhere = new EC2Client({
      ...clientConfig(sandbox, "learner-14"),
      region: "us-west-2",
    });

    const before = await endpoints();
    await ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName, RouteTableIds }));

    expect(before).toEqual([]);
    expect(await endpoints()).toMatchObject([
      { VpcEndpointType: "Gateway", State: "available", RouteTableIds, PrivateDnsEnabled: false },
    ]);
    const { VpcEndpoints } = await elsewhere.send(new DescribeVpcEndpointsCommand({}));
    expect(VpcEndpoints).toEqual([]);
  });

  it("gives an endpoint a policy that allows everything, and takes another", async () => {
    const VpcId = await aVpc();
    const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName }));
    const VpcEndpointId = VpcEndpoint?.VpcEndpointId ?? "";
    const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });

    const [open] = await endpoints();
    await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, PolicyDocument }));
    const [narrow] = await endpoints();
    await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, ResetPolicy: true }));
    const [reset] = await endpoints();

    expect(open?.RouteTableIds).toEqual([]);
    expect(JSON.parse(open?.PolicyDocument ?? "")).toMatchObject({
      Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
    });
    expect(narrow?.PolicyDocument).toBe(PolicyDocument);
    expect(reset?.PolicyDocument).toBe(open?.PolicyDocument);
  });

  it("shows the endpoint as a route of the tables that it was given", async () => {
    const VpcId = await aVpc();
    const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
    const id = RouteTable?.RouteTableId ?? "";
    const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName }));
    const VpcEndpointId = VpcEndpoint?.VpcEndpointId ?? "";

    await ec2.send(new ModifyVpcEndpointCommand({ VpcEndpointId, AddRouteTableIds: [id] }));

    const { RouteTables } = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: "vpc-id", Values: [VpcId] }] }),
    );
    expect(RouteTables).toHaveLength(2);
    expect(RouteTables?.find((one) => one.RouteTableId === id)?.Routes).toMatchObject([
      { DestinationCidrBlock: "10.0.0.0/16", GatewayId: "local" },
      { GatewayId: VpcEndpointId },
    ]);
  });

  it("deletes endpoints, and lists those that were not there", async () => {
    const VpcId = await aVpc();
    const { VpcEndpoint } = await ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName }));
    const VpcEndpointIds = [VpcEndpoint?.VpcEndpointId ?? "", "vpce-00000000000000000"];

    const answer = await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds }));

    expect(answer.Unsuccessful).toMatchObject([
      {
        ResourceId: "vpce-00000000000000000",
        Error: { Code: "InvalidVpcEndpointId.NotFound" },
      },
    ]);
    expect(await endpoints()).toEqual([]);
  });

  it("refuses networks, route tables and services that are not there", async () => {
    const VpcId = await aVpc();
    const make = (changes: object) =>
      ec2.send(new CreateVpcEndpointCommand({ VpcId, ServiceName, ...changes }));

    await expect(make({ VpcId: "vpc-1" })).rejects.toMatchObject({ name: "InvalidVpcID.NotFound" });
    await expect(make({ RouteTableIds: ["rtb-1"] })).rejects.toMatchObject({
      name: "InvalidRouteTableID.NotFound",
    });
    await expect(make({ ServiceName: "com.amazonaws.us-west-2.dynamodb" })).rejects.toMatchObject({
      name: "InvalidServiceName",
    });
    await expect(make({ SubnetIds: ["subnet-1"] })).rejects.toMatchObject({
      name: "NotInLocalSandbox",
    });
  });
});
