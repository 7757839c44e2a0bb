import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aKey, aSandbox, learnerAccountId, sendQuery } from "../../testing.ts";

const trustDocument = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { AWS: "999999999999" }, Action: "sts:AssumeRole" }],
});
const read = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Action: "dynamodb:Describe*", Resource: "*" }],
});

let sandbox: Sandbox;

beforeEach(async () => {
  sandbox = await aSandbox();
});
afterEach(() => sandbox.close());

function iam(action: string, parameters: Record<string, string>, accessKeyId = "learner-14") {
  return sendQuery(sandbox, {
    service: "iam",
    accessKeyId,
    parameters: { Action: action, Version: "2010-05-08", ...parameters },
  });
}

function createRole(roleName = "Grader") {
  return iam("CreateRole", { RoleName: roleName, AssumeRolePolicyDocument: trustDocument });
}

describe("roles over the query protocol", () => {
  it("come back as AWS describes them, with URL-encoded documents", async () => {
    await createRole();

    const { status, text } = await iam("GetRole", { RoleName: "Grader" });

    expect(status).toBe(200);
    expect(text).toContain('<GetRoleResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/">');
    expect(text).toContain(`<Arn>arn:aws:iam::${learnerAccountId}:role/Grader</Arn>`);
    expect(text).toContain(`<AssumeRolePolicyDocument>${encodeURIComponent(trustDocument)}<`);
    expect(text).toContain("<MaxSessionDuration>3600</MaxSessionDuration>");
    expect(text).toMatch(/<RequestId>[0-9a-f-]{36}<\/RequestId>/);
  });

  it("are listed by name", async () => {
    await createRole("Second");
    await createRole("First");

    const { text } = await iam("ListRoles", {});

    expect(text.match(/<RoleName>\w+/g)).toEqual(["<RoleName>First", "<RoleName>Second"]);
    expect(text).toContain("<Roles><member>");
  });

  it("keep, list and lose their policies", async () => {
    await createRole();
    await iam("PutRolePolicy", { RoleName: "Grader", PolicyName: "Read", PolicyDocument: read });

    const got = await iam("GetRolePolicy", { RoleName: "Grader", PolicyName: "Read" });
    const listed = await iam("ListRolePolicies", { RoleName: "Grader" });
    await iam("DeleteRolePolicy", { RoleName: "Grader", PolicyName: "Read" });
    const missing = await iam("GetRolePolicy", { RoleName: "Grader", PolicyName: "Read" });

    expect(got.text).toContain(encodeURIComponent(read).replaceAll("*", "%2A"));
    expect(listed.text).toContain("<PolicyNames><member>Read</member></PolicyNames>");
    expect(missing.status).toBe(404);
    expect(missing.text).toContain("<Code>NoSuchEntity</Code>");
  });

  it("take a new trust policy and a longer session", async () => {
    const trust = trustDocument.replace("999999999999", "888888888888");
    await createRole();
    await iam("UpdateAssumeRolePolicy", { RoleName: "Grader", PolicyDocument: trust });
    await iam("UpdateRole", { RoleName: "Grader", MaxSessionDuration: "7200" });

    const role = sandbox.accounts.get(learnerAccountId).roles.get("Grader");

    expect(role?.trustPolicy.text).toBe(trust);
    expect(role?.maxSessionDurationSeconds).toBe(7200);
  });

  it("are deleted only without policies", async () => {
    await createRole();
    await iam("PutRolePolicy", { RoleName: "Grader", PolicyName: "Read", PolicyDocument: read });

    const refused = await iam("DeleteRole", { RoleName: "Grader" });
    await iam("DeleteRolePolicy", { RoleName: "Grader", PolicyName: "Read" });
    const deleted = await iam("DeleteRole", { RoleName: "Grader" });

    expect(refused.text).toContain("<Code>DeleteConflict</Code>");
    expect(deleted.status).toBe(200);
    expect(sandbox.accounts.get(learnerAccountId).roles.size).toBe(0);
  });

  it("can't be created twice", async () => {
    await createRole();

    const { status, text } = await createRole();

    expect(status).toBe(409);
    expect(text).toContain("<Code>EntityAlreadyExists</Code>");
  });

  it("refuse a document that the evaluator doesn't understand, and keep nothing of it", async () => {
    await createRole();
    const document = read.replace('"Resource"', '"Condition":{"IpAddress":{}},"Resource"');

    const { status, text } = await iam("PutRolePolicy", {
      RoleName: "Grader",
      PolicyName: "Read",
      PolicyDocument: document,
    });

    expect(status).toBe(400);
    expect(text).toContain("<Code>MalformedPolicyDocument</Code>");
    expect(text).toContain("Statement[0].Condition.IpAddress: not supported by the local sandbox");
    expect(sandbox.accounts.get(learnerAccountId).roles.get("Grader")?.policies.size).toBe(0);
  });

  it("are out of reach for a user who may not", async () => {
    sandbox.createAccount({ accountId: "777777777777", accessKeys: [aKey("reader", { read })] });

    const { status, text } = await iam("ListRoles", {}, "reader");

    expect(status).toBe(403);
    expect(text).toContain("<Code>AccessDenied</Code>");
    expect(text).toContain("because no identity-based policy allows the iam:ListRoles action");
  });
});
