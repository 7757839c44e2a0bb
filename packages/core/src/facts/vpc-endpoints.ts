import * as z from "zod";
import { Region } from "../ids.ts";
import { type PolicyStatement, PolicyStatements } from "../policy/policy-statements.ts";
import { defineFact, type LeftOver } from "./fact.ts";
import { deletion } from "./left-over-commands.ts";

/** An empty list where there is none; without a list nothing is known. */
const DescribeVpcEndpointsOutput = z.object({
  VpcEndpoints: z.array(
    z.object({
      VpcEndpointId: z.string(),
      VpcEndpointType: z.string().optional(),
      VpcId: z.string().optional(),
      State: z.string().optional(),
      RouteTableIds: z.array(z.string()).optional(),
      PolicyDocument: PolicyStatements.optional(),
      PrivateDnsEnabled: z.boolean().optional(),
    }),
  ),
});

export interface VpcEndpoint {
  readonly id: string;
  /** `Gateway` or `Interface`. */
  readonly type: string;
  readonly vpcId: string;
  /** `available` when it can be used. The API's casing differs by type, so it is lower case here. */
  readonly state: string;
  /** Of a gateway: an endpoint without a route table routes nothing. */
  readonly routeTableIds: readonly string[];
  /** The statements of the policy; AWS's default allows everything to everybody. */
  readonly policy: readonly PolicyStatement[];
  readonly privateDns: boolean;
}

/** The ways from the region's networks to DynamoDB that stay inside AWS. */
export const vpcEndpoints = defineFact({
  kind: "ec2.vpc-endpoints",
  summary: "the VPC endpoints for DynamoDB in the region: type, state, routes, policy",
  params: z.object({ region: Region }),
  operations: {
    DescribeVpcEndpoints: {
      service: "ec2",
      absence: [],
      keep: [
        "VpcEndpoints.VpcEndpointId",
        "VpcEndpoints.VpcEndpointType",
        "VpcEndpoints.VpcId",
        "VpcEndpoints.State",
        "VpcEndpoints.RouteTableIds",
        "VpcEndpoints.PolicyDocument",
        "VpcEndpoints.PrivateDnsEnabled",
      ],
      pages: { outputToken: "NextToken", inputToken: "NextToken", maxPages: 5 },
    },
  },
  // Describe actions of EC2 know no resource-level permission.
  iam: () => [{ action: "ec2:DescribeVpcEndpoints", resource: "*" }],
  ask: ({ region }) => [
    {
      operation: "DescribeVpcEndpoints",
      region,
      input: {
        Filters: [{ Name: "service-name", Values: [`com.amazonaws.${region}.dynamodb`] }],
      },
    },
  ],
  normalise: (answers): readonly VpcEndpoint[] =>
    answers.flatMap((answer) =>
      "output" in answer
        ? DescribeVpcEndpointsOutput.parse(answer.output).VpcEndpoints.map((endpoint) => ({
            id: endpoint.VpcEndpointId,
            type: endpoint.VpcEndpointType ?? "Gateway",
            vpcId: endpoint.VpcId ?? "",
            state: endpoint.State?.toLowerCase() ?? "",
            routeTableIds: endpoint.RouteTableIds ?? [],
            policy: endpoint.PolicyDocument ?? [],
            privateDns: endpoint.PrivateDnsEnabled ?? false,
          }))
        : [],
    ),
  leavesBehind: (endpoints, { region }): readonly LeftOver[] =>
    endpoints
      .filter(({ state }) => state !== "deleting" && state !== "deleted")
      .map(({ id, type }) => ({
        what: "VPC endpoint",
        name: id,
        region,
        command: deletion("ec2 delete-vpc-endpoints", region, { "vpc-endpoint-ids": id }),
        // A gateway is free; an interface costs by the hour: aws.amazon.com/privatelink/pricing
        cost: type === "Gateway" ? "free" : "costs",
      })),
});
