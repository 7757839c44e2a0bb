import { createHash } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import * as z from "zod";
import { createJwtIssuer } from "../runtime/jwt-issuer.ts";
import { createLocalCodeFlow, type LocalCodeFlow } from "./local-code-flow.ts";
import { signInClients } from "./sign-in-clients.ts";

const redirectUri = "http://localhost:4602/signed-in";
let now: number;
let flow: LocalCodeFlow;

beforeEach(async () => {
  now = 0;
  flow = createLocalCodeFlow(await createJwtIssuer({ issuer: "http://localhost/_local" }), {
    people: { groupsOf: async () => ["learner"], list: async () => [] },
    clients: signInClients("http://localhost:4602"),
    clock: () => now,
  });
});

const questionOf = (login: string) =>
  new URLSearchParams({
    response_type: "code",
    client_id: "local-site",
    redirect_uri: redirectUri,
    state: "s",
    code_challenge: createHash("sha256").update("secret").digest("base64url"),
    code_challenge_method: "S256",
    login,
  });

async function codeOfLearner(): Promise<string> {
  const { headers } = await flow.authorize(questionOf("learner-01"));
  return String(new URL(String(headers.location)).searchParams.get("code"));
}

const exchange = (code: string) =>
  flow.token(
    new URLSearchParams({
      grant_type: "authorization_code",
      client_id: "local-site",
      redirect_uri: redirectUri,
      code_verifier: "secret",
      code,
    }),
  );

describe("the code flow", () => {
  it("refuses a question that says where to return twice", async () => {
    const question = questionOf("learner-01");
    const twice = new URLSearchParams([["redirect_uri", "http://localhost:1/"], ...question]);

    const answers = [await flow.authorize(question), await flow.authorize(twice)];

    expect(answers.map(({ status }) => status)).toEqual([302, 400]);
  });

  it("takes a code for a minute", async () => {
    const codes = [await codeOfLearner(), await codeOfLearner()] as const;

    now = 59_999;
    const inTime = await exchange(codes[0]);
    now = 60_000;
    const late = await exchange(codes[1]);

    expect([inTime.status, late.status]).toEqual([200, 400]);
  });

  it("renews for twelve hours, as in AWS", async () => {
    const { body } = await exchange(await codeOfLearner());
    const { refresh_token: token } = z
      .object({ refresh_token: z.string() })
      .parse(JSON.parse(String(body)));
    const renew = () =>
      flow.token(
        new URLSearchParams({
          grant_type: "refresh_token",
          client_id: "local-site",
          refresh_token: token,
        }),
      );

    now = 12 * 3_600_000 - 1;
    const inTime = await renew();
    now += 1;
    const late = await renew();

    expect([inTime.status, late.status]).toEqual([200, 400]);
  });
});
