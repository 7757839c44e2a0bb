import { DynamoDBClient, ListTablesCommand } from "@aws-sdk/client-dynamodb";
import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  CreateRoleCommand,
  DeletePolicyCommand,
  DeletePolicyVersionCommand,
  DeleteRoleCommand,
  DetachRolePolicyCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  IAMClient,
  ListAttachedRolePoliciesCommand,
  ListPolicyVersionsCommand,
  ListRolePoliciesCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  SetDefaultPolicyVersionCommand,
} from "@aws-sdk/client-iam";
import { AssumeRoleCommand, STSClient } from "@aws-sdk/client-sts";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig, learnerAccountId } from "../../testing.ts";

const RoleName = "reader";
const RoleArn = `arn:aws:iam::${learnerAccountId}:role/${RoleName}`;

let sandbox: Sandbox;
let iam: IAMClient;
beforeEach(async () => {
  sandbox = await aSandbox();
  iam = new IAMClient(clientConfig(sandbox, "learner-14"));
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: learnerAccountId }, Action: "sts:AssumeRole" },
    ],
  });
  await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
});
afterEach(async () => {
  iam.destroy();
  await sandbox.close();
});

function allow(action: string): string {
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: action, Resource: "*" }],
  });
}

async function createPolicy(PolicyName: string, action: string): Promise<string> {
  const input = { PolicyName, PolicyDocument: allow(action) };
  const { Policy } = await iam.send(new CreatePolicyCommand(input));
  return Policy?.Arn ?? "";
}

/** What a session of the role is answered. */
async function listTablesInRole(): Promise<string> {
  const sts = new STSClient(clientConfig(sandbox, "learner-14"));
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn, RoleSessionName: "one" }),
  );
  const credentials = {
    accessKeyId: Credentials?.AccessKeyId ?? "",
    secretAccessKey: Credentials?.SecretAccessKey ?? "",
    sessionToken: Credentials?.SessionToken ?? "",
  };
  const dynamodb = new DynamoDBClient({ ...clientConfig(sandbox, ""), credentials });
  try {
    await dynamodb.send(new ListTablesCommand({}));
    return "allowed";
  } catch (error) {
    return error instanceof Error ? error.message.replace(/.* because /, "") : "";
  } finally {
    sts.destroy();
    dynamodb.destroy();
  }
}

describe("managed policies", () => {
  it("come back with their default version, documents URL-encoded", async () => {
    const PolicyArn = await createPolicy("lists", "dynamodb:ListTables");

    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({ PolicyArn, VersionId: "v1" }),
    );

    expect(Policy).toMatchObject({
      PolicyName: "lists",
      Arn: `arn:aws:iam::${learnerAccountId}:policy/lists`,
      DefaultVersionId: "v1",
      AttachmentCount: 0,
    });
    expect(PolicyVersion?.IsDefaultVersion).toBe(true);
    expect(decodeURIComponent(PolicyVersion?.Document ?? "")).toBe(allow("dynamodb:ListTables"));
    expect(PolicyVersion?.Document).toContain("%2A");
  });

  it("allow a role what their default version says, and no other", async () => {
    const PolicyArn = await createPolicy("lists", "dynamodb:ListTables");
    expect(await listTablesInRole()).toContain("no identity-based policy allows");
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    expect(await listTablesInRole()).toBe("allowed");

    const PolicyDocument = allow("dynamodb:ListBackups");
    await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument }));
    expect(await listTablesInRole()).toBe("allowed");
    await iam.send(new SetDefaultPolicyVersionCommand({ PolicyArn, VersionId: "v2" }));

    expect(await listTablesInRole()).toContain("no identity-based policy allows");
  });

  it("of AWS itself can be attached and read, and not changed", async () => {
    const PolicyArn = "arn:aws:iam::aws:policy/AdministratorAccess";
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));

    const listed = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));

    expect(listed.AttachedPolicies).toEqual([{ PolicyName: "AdministratorAccess", PolicyArn }]);
    expect(await listTablesInRole()).toBe("allowed");
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: "AccessDenied",
    });
  });

  it("bind a role whatever its policies allow", async () => {
    await iam.send(
      new PutRolePolicyCommand({ RoleName, PolicyName: "all", PolicyDocument: allow("*") }),
    );
    const PermissionsBoundary = await createPolicy("backups", "dynamodb:ListBackups");
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));

    const { Role } = await iam.send(new GetRoleCommand({ RoleName }));

    expect(Role?.PermissionsBoundary?.PermissionsBoundaryArn).toBe(PermissionsBoundary);
    expect(await listTablesInRole()).toContain("no permissions boundary allows");
  });

  it("are deleted only alone and unattached, and so are roles", async () => {
    const PolicyArn = await createPolicy("lists", "dynamodb:ListTables");
    const version = { PolicyArn, PolicyDocument: allow("dynamodb:*"), SetAsDefault: true };
    await iam.send(new CreatePolicyVersionCommand(version));
    await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
    const refusal = { name: "DeleteConflictException" };

    await expect(iam.send(new DeleteRoleCommand({ RoleName }))).rejects.toMatchObject(refusal);
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject(refusal);
    await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
    await expect(iam.send(new DeletePolicyCommand({ PolicyArn }))).rejects.toMatchObject(refusal);
    await expect(
      iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v2" })),
    ).rejects.toMatchObject(refusal);
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: "v1" }));
    const { Versions } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
    await iam.send(new DeletePolicyCommand({ PolicyArn }));
    await iam.send(new DeleteRoleCommand({ RoleName }));

    expect(Versions?.map(({ VersionId }) => VersionId)).toEqual(["v2"]);
    await expect(iam.send(new GetPolicyCommand({ PolicyArn }))).rejects.toMatchObject({
      name: "NoSuchEntityException",
    });
  });

  it("are listed page by page", async () => {
    for (const PolicyName of ["c", "a", "b"])
      await iam.send(
        new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument: allow("sqs:*") }),
      );

    const first = await iam.send(new ListRolePoliciesCommand({ RoleName, MaxItems: 2 }));
    const { Marker } = first;
    const last = await iam.send(new ListRolePoliciesCommand({ RoleName, Marker }));

    expect(first).toMatchObject({ PolicyNames: ["a", "b"], IsTruncated: true });
    expect(last).toMatchObject({ PolicyNames: ["c"], IsTruncated: false });
    expect(last.Marker).toBeUndefined();
  });
});
