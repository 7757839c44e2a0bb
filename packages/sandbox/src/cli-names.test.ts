import { describe, expect, it } from "vitest";
import { cliCommand, cliService, sdkPackage } from "./cli-names.ts";

describe("names of the AWS CLI", () => {
  it.each([
    ["CreateTable", "create-table"],
    ["DescribeTimeToLive", "describe-time-to-live"],
    ["PutRolePolicy", "put-role-policy"],
    ["EnableMFADevice", "enable-mfa-device"],
    ["CreateVpcEndpoint", "create-vpc-endpoint"],
  ])("%s is %s", (operation, command) => {
    expect(cliCommand(operation)).toBe(command);
  });

  it("knows services that are called otherwise in signatures and in the SDK", () => {
    expect(["monitoring", "access-analyzer", "dynamodb"].map(cliService)).toEqual([
      ...["cloudwatch", "accessanalyzer", "dynamodb"],
    ]);
    expect(["application-autoscaling", "kms"].map(sdkPackage)).toEqual([
      ...["@aws-sdk/client-application-auto-scaling", "@aws-sdk/client-kms"],
    ]);
  });
});
