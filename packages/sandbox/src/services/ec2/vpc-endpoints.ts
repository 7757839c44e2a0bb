import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import {
  arnOf,
  Filters,
  filtered,
  newId,
  onEverything,
  Paged,
  page,
  parseInput,
  regionOf,
  type VpcEndpoint,
} from "./region.ts";
import { checkRouteTable, checkVpc } from "./vpcs.ts";

const Flag = z.enum(["true", "false"]).transform((text) => text === "true");
const CreateInput = z.strictObject({
  VpcEndpointType: z.enum(["Gateway", "Interface"]).default("Gateway"),
  VpcId: z.string(),
  ServiceName: z.string(),
  PolicyDocument: z.string().optional(),
  RouteTableId: z.array(z.string()).default([]),
  PrivateDnsEnabled: Flag.optional(),
  ClientToken: z.string().optional(),
});
const ModifyInput = z.strictObject({
  VpcEndpointId: z.string(),
  ResetPolicy: Flag.optional(),
  PolicyDocument: z.string().optional(),
  AddRouteTableId: z.array(z.string()).default([]),
  RemoveRouteTableId: z.array(z.string()).default([]),
});
const DescribeInput = z.strictObject({
  VpcEndpointId: z.array(z.string()).optional(),
  Filter: Filters,
  ...Paged,
});
const DeleteInput = z.strictObject({ VpcEndpointId: z.array(z.string()).min(1) });

/** What an endpoint has that nobody gave a policy: docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html */
const defaultPolicy = JSON.stringify({
  Version: "2008-10-17",
  Statement: [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*" }],
});

export const createVpcEndpoint: AwsOperation = {
  iam: (request) => ({
    action: "ec2:CreateVpcEndpoint",
    resources: [
      arnOf(request, "vpc-endpoint/*"),
      arnOf(request, `vpc/${String(request.input.VpcId)}`),
    ],
  }),
  answer(request) {
    const input = parseInput(CreateInput, request);
    checkVpc(request, input.VpcId);
    checkService(request, input);
    for (const id of input.RouteTableId) checkRouteTable(request, id);
    const endpoint: VpcEndpoint = {
      id: newId("vpce"),
      type: input.VpcEndpointType,
      vpcId: input.VpcId,
      serviceName: input.ServiceName,
      createdAt: request.now,
      routeTableIds: input.RouteTableId,
      policy: checkedPolicy(input.PolicyDocument ?? defaultPolicy),
      privateDns: input.PrivateDnsEnabled ?? input.VpcEndpointType === "Interface",
    };
    regionOf(request).endpoints.set(endpoint.id, endpoint);
    return { vpcEndpoint: describe(endpoint, request) };
  },
};

export const modifyVpcEndpoint: AwsOperation = {
  iam: (request) => ({
    action: "ec2:ModifyVpcEndpoint",
    resources: [arnOf(request, `vpc-endpoint/${String(request.input.VpcEndpointId)}`)],
  }),
  answer(request) {
    const input = parseInput(ModifyInput, request);
    const endpoint = getEndpoint(request, input.VpcEndpointId);
    for (const id of input.AddRouteTableId) checkRouteTable(request, id);
    const kept = endpoint.routeTableIds.filter((id) => !input.RemoveRouteTableId.includes(id));
    endpoint.routeTableIds = [...new Set([...kept, ...input.AddRouteTableId])];
    if (input.ResetPolicy === true) endpoint.policy = defaultPolicy;
    if (input.PolicyDocument !== undefined) endpoint.policy = checkedPolicy(input.PolicyDocument);
    return { return: true };
  },
};

export const describeVpcEndpoints: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(DescribeInput, request);
    const wanted = input.VpcEndpointId?.map((id) => getEndpoint(request, id));
    const found = filtered(wanted ?? regionOf(request).endpoints.values(), input.Filter, {
      "service-name": ({ serviceName }) => [serviceName],
      "vpc-id": ({ vpcId }) => [vpcId],
      "vpc-endpoint-id": ({ id }) => [id],
      "vpc-endpoint-type": ({ type }) => [type],
      "vpc-endpoint-state": () => ["available"],
    });
    return page(
      "vpcEndpointSet",
      found.map((endpoint) => describe(endpoint, request)),
      input,
    );
  },
};

/** Answers with success and lists the ids that are not there, as on AWS. */
export const deleteVpcEndpoints: AwsOperation = {
  iam: (request) => {
    const { VpcEndpointId } = parseInput(DeleteInput, request);
    const resources = VpcEndpointId.map((id) => arnOf(request, `vpc-endpoint/${id}`));
    return { action: "ec2:DeleteVpcEndpoints", resources };
  },
  answer(request) {
    const { endpoints } = regionOf(request);
    const unsuccessful = parseInput(DeleteInput, request)
      .VpcEndpointId.filter((id) => !endpoints.delete(id))
      .map((resourceId) => {
        const { code, message } = notFound(resourceId);
        return { resourceId, error: { code, message } };
      });
    return { unsuccessful };
  },
};

/** Gateways are for S3 and DynamoDB only; of the other services this sandbox has none. */
function checkService(
  { region }: AwsRequest,
  { ServiceName, RouteTableId, VpcEndpointType }: z.output<typeof CreateInput>,
): void {
  const services = ["dynamodb", "s3"].map((service) => `com.amazonaws.${region}.${service}`);
  if (!services.includes(ServiceName))
    throw new AwsError(
      "InvalidServiceName",
      `The Vpc Endpoint Service '${ServiceName}' does not exist`,
    );
  if (VpcEndpointType === "Interface" && RouteTableId.length > 0)
    throw new AwsError(
      "InvalidParameter",
      "Route table IDs are only supported for Gateway type VPC Endpoint.",
    );
}

function checkedPolicy(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new AwsError("InvalidPolicyDocument", "The policy document is not valid JSON.");
  }
}

function getEndpoint(request: AwsRequest, id: string): VpcEndpoint {
  const endpoint = regionOf(request).endpoints.get(id);
  if (endpoint === undefined) throw notFound(id);
  return endpoint;
}

function notFound(id: string): AwsError {
  return new AwsError(
    "InvalidVpcEndpointId.NotFound",
    `The Vpc Endpoint Id '${id}' does not exist`,
  );
}

function describe(endpoint: VpcEndpoint, { account }: AwsRequest): JsonObject {
  return {
    vpcEndpointId: endpoint.id,
    vpcEndpointType: endpoint.type,
    vpcId: endpoint.vpcId,
    serviceName: endpoint.serviceName,
    state: "available",
    policyDocument: endpoint.policy,
    routeTableIdSet: endpoint.routeTableIds,
    subnetIdSet: [],
    groupSet: [],
    privateDnsEnabled: endpoint.privateDns,
    requesterManaged: false,
    networkInterfaceIdSet: [],
    dnsEntrySet: [],
    creationTimestamp: new Date(endpoint.createdAt).toISOString(),
    tagSet: [],
    ownerId: account.accountId,
  };
}
