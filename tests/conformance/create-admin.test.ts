import {
  AdminListGroupsForUserCommand,
  CognitoIdentityProviderClient,
  CreateGroupCommand,
  CreateUserPoolCommand,
} from "@aws-sdk/client-cognito-identity-provider";
import { createAdmin } from "@lab-grader/aws/create-admin";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { motoCredentials, motoEndpoint, resetMoto } from "./moto.ts";

const cognito = new CognitoIdentityProviderClient({
  endpoint: motoEndpoint,
  region: "eu-central-1",
  credentials: motoCredentials,
});
const admin = { login: "admin-01", email: "admin-01@example.edu" };

beforeEach(() => resetMoto());
afterAll(() => cognito.destroy());

async function aPool(name: string): Promise<string> {
  const { UserPool } = await cognito.send(new CreateUserPoolCommand({ PoolName: name }));
  const UserPoolId = UserPool?.Id ?? "";
  await cognito.send(new CreateGroupCommand({ UserPoolId, GroupName: "admin" }));
  return UserPoolId;
}

describe("createAdmin", () => {
  it("invites into the pool of the stage alone, and makes an administrator, once or again", async () => {
    await aPool("lab-grader-dev-1-PeopleUserPool-aaaaaaaa");
    const userPoolId = await aPool("lab-grader-dev-PeopleUserPool-bbbbbbbb");

    const first = await createAdmin(cognito, { stage: "dev", ...admin });
    const again = await createAdmin(cognito, { stage: "dev", ...admin });

    expect(first).toEqual({ status: "invited", userPoolId });
    expect(again).toEqual({ status: "was_there", userPoolId });
    const { Groups } = await cognito.send(
      new AdminListGroupsForUserCommand({ UserPoolId: userPoolId, Username: admin.login }),
    );
    expect(Groups?.map(({ GroupName }) => GroupName)).toEqual(["admin"]);
  });

  it("does nothing where the stage has no pool, or two", async () => {
    expect(await createAdmin(cognito, { stage: "dev", ...admin })).toEqual({ status: "no_pool" });
    await aPool("lab-grader-dev-PeopleUserPool-aaaaaaaa");
    await aPool("lab-grader-dev-PeopleUserPool-bbbbbbbb");

    expect(await createAdmin(cognito, { stage: "dev", ...admin })).toEqual({
      status: "many_pools",
    });
  });
});
