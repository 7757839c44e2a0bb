import { createServer, type Server } from "node:http";
import { afterEach, describe, expect, it } from "vitest";
import { NoCredentials, standardCredentials } from "./standard-credentials.ts";

let server: Server | undefined;
afterEach(() => {
  server?.close();
});

/** What CloudShell has on the loopback: credentials for who brings the token. */
async function aContainer(): Promise<string> {
  const listening = createServer((request, response) => {
    const isKnown = request.headers.authorization === "container-token";
    const credentials = { AccessKeyId: "ASIA1", SecretAccessKey: "secret", Token: "token" };
    response.end(JSON.stringify(isKnown ? credentials : {}));
  });
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, "127.0.0.1", resolve));
  const address = listening.address();
  return `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}/v1`;
}

describe("standardCredentials", () => {
  it("takes those of the environment before all others", async () => {
    const environment = {
      AWS_ACCESS_KEY_ID: "AKIA1",
      AWS_SECRET_ACCESS_KEY: "secret",
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://127.0.0.1:1/",
    };

    expect(await standardCredentials(environment)).toEqual({
      accessKeyId: "AKIA1",
      secretAccessKey: "secret",
    });
  });

  it("takes those of the container, as in CloudShell", async () => {
    const environment = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: await aContainer(),
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "container-token",
    };

    expect(await standardCredentials(environment)).toEqual({
      accessKeyId: "ASIA1",
      secretAccessKey: "secret",
      sessionToken: "token",
    });
  });

  it("brings the container's token to no other machine", async () => {
    const environment = {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: "http://credentials.example/",
      AWS_CONTAINER_AUTHORIZATION_TOKEN: "container-token",
    };

    await expect(standardCredentials(environment)).rejects.toThrow(NoCredentials);
  });

  it("says that there are none", async () => {
    await expect(standardCredentials({})).rejects.toThrow(NoCredentials);
  });
});
