import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { CognitoIdentityProviderClient } from "@aws-sdk/client-cognito-identity-provider";
import { afterEach, describe, expect, it } from "vitest";
import { secondFactorReader } from "./second-factor.ts";

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  server?.close();
});

const user = { userPoolId: "eu-central-1_EXAMPLE", userName: "admin-01" };

/** A client of an endpoint that answers each call alike, and what it was asked. */
async function cognitoThat(answer: { status: number; body: object }) {
  const asked: { target: unknown; body: unknown }[] = [];
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(Buffer.from(chunk));
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    asked.push({ target: request.headers["x-amz-target"], body });
    response.writeHead(answer.status, { "content-type": "application/x-amz-json-1.1" });
    response.end(JSON.stringify(answer.body));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  const client = new CognitoIdentityProviderClient({
    endpoint: `http://127.0.0.1:${address.port}`,
    region: "eu-central-1",
    maxAttempts: 1,
    credentials: { accessKeyId: "operator", secretAccessKey: "local" },
  });
  return { hasSecondFactor: secondFactorReader(client), asked };
}

describe("secondFactorReader", () => {
  it.each([
    [["SOFTWARE_TOKEN_MFA"], true],
    [["SMS_MFA"], false],
    [undefined, false],
  ])("reads %j as %s", async (UserMFASettingList, expected) => {
    const body = { Username: user.userName, UserMFASettingList };
    const { hasSecondFactor, asked } = await cognitoThat({ status: 200, body });

    expect(await hasSecondFactor(user)).toBe(expected);
    expect(asked).toEqual([
      {
        target: "AWSCognitoIdentityProviderService.AdminGetUser",
        body: { UserPoolId: user.userPoolId, Username: user.userName },
      },
    ]);
  });

  it("does not take a refusal for an answer", async () => {
    const body = { __type: "AccessDeniedException", message: "not authorized" };
    const { hasSecondFactor } = await cognitoThat({ status: 400, body });

    await expect(hasSecondFactor(user)).rejects.toMatchObject({ name: "AccessDeniedException" });
  });
});
