import { createHash } from "node:crypto";
import * as z from "zod";
import { AwsError } from "../../aws-error.ts";
import type { AwsOperation, AwsRequest, JsonObject } from "../../service.ts";
import {
  arnOf,
  Filters,
  filtered,
  isIp4Block,
  newId,
  onEverything,
  Paged,
  page,
  parseInput,
  type RouteTable,
  regionOf,
} from "./region.ts";

const CreateVpcInput = z.strictObject({ CidrBlock: z.string() });
const CreateRouteTableInput = z.strictObject({
  VpcId: z.string(),
  ClientToken: z.string().optional(),
});
const DescribeRouteTablesInput = z.strictObject({
  RouteTableId: z.array(z.string()).optional(),
  Filter: Filters,
  ...Paged,
});

/** Also makes the main route table, as on AWS. */
export const createVpc: AwsOperation = {
  iam: (request) => ({ action: "ec2:CreateVpc", resources: [arnOf(request, "vpc/*")] }),
  answer(request) {
    const { CidrBlock } = parseInput(CreateVpcInput, request);
    if (!isIp4Block(CidrBlock))
      throw new AwsError("InvalidVpc.Range", `The CIDR '${CidrBlock}' is invalid.`);
    const vpc = { id: newId("vpc"), cidrBlock: CidrBlock };
    const { vpcs, routeTables } = regionOf(request);
    vpcs.set(vpc.id, vpc);
    const main = { id: newId("rtb"), vpcId: vpc.id, isMain: true };
    routeTables.set(main.id, main);
    return {
      vpc: {
        vpcId: vpc.id,
        ownerId: request.account.accountId,
        state: "pending",
        cidrBlock: CidrBlock,
        instanceTenancy: "default",
        isDefault: false,
      },
    };
  },
};

export const createRouteTable: AwsOperation = {
  iam: (request) => ({
    action: "ec2:CreateRouteTable",
    resources: [
      arnOf(request, "route-table/*"),
      arnOf(request, `vpc/${String(request.input.VpcId)}`),
    ],
  }),
  answer(request) {
    const { VpcId } = parseInput(CreateRouteTableInput, request);
    checkVpc(request, VpcId);
    const table = { id: newId("rtb"), vpcId: VpcId, isMain: false };
    regionOf(request).routeTables.set(table.id, table);
    return { routeTable: describe(table, request) };
  },
};

export const describeRouteTables: AwsOperation = {
  iam: onEverything,
  answer(request) {
    const input = parseInput(DescribeRouteTablesInput, request);
    const { routeTables } = regionOf(request);
    for (const id of input.RouteTableId ?? []) checkRouteTable(request, id);
    const wanted = [...routeTables.values()].filter(
      ({ id }) => input.RouteTableId === undefined || input.RouteTableId.includes(id),
    );
    const found = filtered(wanted, input.Filter, {
      "vpc-id": ({ vpcId }) => [vpcId],
      "route-table-id": ({ id }) => [id],
      "association.main": ({ isMain }) => [String(isMain)],
    });
    return page(
      "routeTableSet",
      found.map((table) => describe(table, request)),
      input,
    );
  },
};

/** @throws AwsError where the region has no VPC of this id */
export function checkVpc(request: AwsRequest, id: string): void {
  if (regionOf(request).vpcs.has(id)) return;
  throw new AwsError("InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`);
}

/** @throws AwsError where the region has no route table of this id */
export function checkRouteTable(request: AwsRequest, id: string): void {
  if (regionOf(request).routeTables.has(id)) return;
  throw new AwsError("InvalidRouteTableID.NotFound", `The routeTable ID '${id}' does not exist`);
}

function describe({ id, vpcId, isMain }: RouteTable, request: AwsRequest): JsonObject {
  const { account } = request;
  const { vpcs, endpoints } = regionOf(request);
  const local = { gatewayId: "local", state: "active", origin: "CreateRouteTable" };
  const throughEndpoints = [...endpoints.values()]
    .filter(({ routeTableIds }) => routeTableIds.includes(id))
    .map((endpoint) => ({
      destinationPrefixListId: prefixListId(endpoint.serviceName),
      ...{ gatewayId: endpoint.id, state: "active", origin: "CreateRoute" },
    }));
  const associations = isMain
    ? [
        {
          routeTableAssociationId: `rtbassoc-${id.slice(4)}`,
          ...{ routeTableId: id, main: true, associationState: { state: "associated" } },
        },
      ]
    : [];
  return {
    routeTableId: id,
    vpcId,
    ownerId: account.accountId,
    routeSet: [
      { destinationCidrBlock: vpcs.get(vpcId)?.cidrBlock ?? "", ...local },
      ...throughEndpoints,
    ],
    associationSet: associations,
    tagSet: [],
  };
}

/** AWS has one list of addresses for each service in each region. */
function prefixListId(serviceName: string): string {
  return `pl-${createHash("sha256").update(serviceName).digest("hex").slice(0, 8)}`;
}
