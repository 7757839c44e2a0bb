import type { AwsService } from "../../service.ts";
import {
  createVpcEndpoint,
  deleteVpcEndpoints,
  describeVpcEndpoints,
  modifyVpcEndpoint,
} from "./vpc-endpoints.ts";
import { createRouteTable, createVpc, describeRouteTables } from "./vpcs.ts";

/** Amazon EC2: networks, route tables and the endpoints in them; no machines, nothing settles. */
export function createEc2Service(): AwsService {
  return {
    signingName: "ec2",
    protocol: "ec2-query",
    xmlNamespace: "http://ec2.amazonaws.com/doc/2016-11-15/",
    operations: {
      CreateRouteTable: createRouteTable,
      CreateVpc: createVpc,
      CreateVpcEndpoint: createVpcEndpoint,
      DeleteVpcEndpoints: deleteVpcEndpoints,
      DescribeRouteTables: describeRouteTables,
      DescribeVpcEndpoints: describeVpcEndpoints,
      ModifyVpcEndpoint: modifyVpcEndpoint,
    },
  };
}
