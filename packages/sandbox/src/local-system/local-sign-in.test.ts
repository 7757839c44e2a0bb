import { createHash } from "node:crypto";
import { get } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type LocalApi, startLocalApi } from "./local-api.ts";

const siteOrigin = "http://localhost:4602";
const verifier = "a-secret-of-the-page";
const known = new Map([
  ["learner-01", ["learner"]],
  ["instructor-01", ["instructor"]],
  ["admin-01", ["admin"]],
  [`<script>"&'`, ["learner"]],
]);

let api: LocalApi;
beforeAll(async () => {
  api = await startLocalApi({
    port: 0,
    siteOrigin,
    integration: { invoke: async () => ({ statusCode: 200, body: "{}" }) },
    people: {
      groupsOf: async (login) => known.get(login),
      list: async () => [...known].map(([login, groups]) => ({ login, groups })),
    },
  });
});
afterAll(() => api.close());

const question = (changes: Readonly<Record<string, string>> = {}) =>
  new URLSearchParams({
    response_type: "code",
    client_id: "local-site",
    redirect_uri: `${siteOrigin}/signed-in`,
    state: "state-1",
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    ...changes,
  });

const authorize = (changes: Readonly<Record<string, string>> = {}) =>
  fetch(`${api.url}/_local/oauth2/authorize?${question(changes)}`, { redirect: "manual" });

const post = (path: string, form: Readonly<Record<string, string>>, origin?: string) =>
  fetch(`${api.url}/_local/${path}`, {
    method: "POST",
    body: new URLSearchParams(form),
    headers: origin === undefined ? {} : { origin },
  });

const Tokens = z.object({ access_token: z.string(), refresh_token: z.string().optional() });

async function codeFor(login: string): Promise<string> {
  const answer = await authorize({ login });
  const returned = new URL(String(answer.headers.get("location")));
  return String(returned.searchParams.get("code"));
}

const formFor = (code: string) => ({
  grant_type: "authorization_code",
  client_id: "local-site",
  redirect_uri: `${siteOrigin}/signed-in`,
  code_verifier: verifier,
  code,
});

async function signIn(login: string) {
  const answer = await post("oauth2/token", formFor(await codeFor(login)), siteOrigin);
  return Tokens.parse(await answer.json());
}

const refresh = (token: string | undefined, clientId = "local-site") =>
  post(
    "oauth2/token",
    { grant_type: "refresh_token", client_id: clientId, refresh_token: String(token) },
    siteOrigin,
  );

const strangers = [
  "https://example.com",
  "null",
  "http://localhost:4603",
  "http://127.0.0.1:4602",
  "http://localhost:4602.example.com",
];

describe("signing in on the site", () => {
  it("gives its page tokens for a code, which the API takes and the page may read", async () => {
    const answer = await post("oauth2/token", formFor(await codeFor("learner-01")), siteOrigin);
    const { access_token: token } = Tokens.parse(await answer.json());
    const asked = await fetch(`${api.url}/v1/assignments`, {
      headers: { authorization: `Bearer ${token}`, origin: siteOrigin },
    });

    expect(answer.headers.get("access-control-allow-origin")).toBe(siteOrigin);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(asked.status).toBe(200);
  });

  it("takes a code once, and from the client that asked for it only", async () => {
    const code = await codeFor("learner-01");
    const others = await post("oauth2/token", { ...formFor(code), client_id: "local" });
    const after = await post("oauth2/token", formFor(code), siteOrigin);

    expect([others.status, after.status]).toEqual([400, 400]);
  });

  it("renews tokens for the client that has them, until they are revoked", async () => {
    const { refresh_token: token = "" } = await signIn("learner-01");

    const renewed = await refresh(token);
    const others = await refresh(token, "local");
    await post("oauth2/revoke", { client_id: "local", token });
    const afterOthersRevoked = await refresh(token);
    await post("oauth2/revoke", { client_id: "local-site", token }, siteOrigin);
    const afterRevoked = await refresh(token);

    expect(Tokens.parse(await renewed.json()).refresh_token).toBeUndefined();
    expect([others.status, afterOthersRevoked.status, afterRevoked.status]).toEqual([
      400, 200, 400,
    ]);
  });

  it("leads back to the site after signing out, and nowhere else", async () => {
    const logout = (uri: string, client = "local-site") =>
      fetch(
        `${api.url}/_local/logout?${new URLSearchParams({ client_id: client, logout_uri: uri })}`,
        { redirect: "manual" },
      );

    const [back, elsewhere, ofOther] = await Promise.all([
      logout(siteOrigin),
      logout("https://example.com"),
      logout(siteOrigin, "local"),
    ]);

    expect([back.status, back.headers.get("location")]).toEqual([302, siteOrigin]);
    expect([elsewhere.status, ofOther.status]).toEqual([400, 400]);
  });

  it("says to the site where everything is", async () => {
    const answer = await fetch(`${api.url}/config.json`, { headers: { origin: siteOrigin } });

    expect(await answer.json()).toEqual({
      stage: "local",
      apiUrl: api.url,
      signInUrl: `${api.url}/_local`,
      clientId: "local-site",
      commandLineClientId: "local",
    });
  });
});

describe("pages of other sites", () => {
  it.each(strangers)("of %s are told nothing, and sign nobody in", async (origin) => {
    const form = formFor(await codeFor("instructor-01"));
    const answers = await Promise.all([
      post("oauth2/token", form, origin),
      post("oauth2/revoke", { client_id: "local-site", token: "x" }, origin),
      fetch(`${api.url}/config.json`, { headers: { origin } }),
      fetch(`${api.url}/_local/oauth2/authorize?${question()}`, { headers: { origin } }),
      fetch(`${api.url}/_local/token`, {
        method: "POST",
        body: '{"login":"instructor-01"}',
        headers: { origin },
      }),
    ]);

    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    for (const { headers } of answers)
      expect(headers.get("access-control-allow-origin")).toBeNull();
    expect((await post("oauth2/token", form, siteOrigin)).status).toBe(200);
  });

  it("are not believed under a name of their own that leads to this machine", async () => {
    const { port } = new URL(api.url);
    const status = await new Promise((resolve, reject) => {
      const headers = { host: `rebound.example.com:${port}` };
      get({ port, host: "127.0.0.1", path: "/config.json", headers }, (response) => {
        response.resume().once("end", () => resolve(response.statusCode));
      }).once("error", reject);
    });

    expect(status).toBe(403);
  });

  it("get no token without a choice, not even those of the site", async () => {
    const answer = await fetch(`${api.url}/_local/token`, {
      method: "POST",
      body: '{"login":"instructor-01"}',
      headers: { origin: siteOrigin },
    });

    expect(answer.status).toBe(403);
  });

  it.each([
    ["another port", { redirect_uri: "http://localhost:4603/signed-in" }],
    ["another path", { redirect_uri: `${siteOrigin}/elsewhere` }],
    ["another site", { redirect_uri: "https://example.com/signed-in" }],
    ["the command line's client", { client_id: "local", redirect_uri: "https://example.com/x" }],
    ["an unknown client", { client_id: "browser" }],
    ["no challenge", { code_challenge: "" }],
    ["a plain challenge", { code_challenge_method: "plain" }],
  ])("get no code: %s", async (_what, changes) => {
    const answer = await authorize({ login: "learner-01", ...changes });

    expect([answer.status, answer.headers.get("location")]).toEqual([400, null]);
  });
});

describe("the page to choose on", () => {
  it("shows everybody by group, says that it is local, and lets a page of its own style alone", async () => {
    const answer = await authorize();
    const page = await answer.text();

    const order = ["Instructors", ">instructor-01<", ">admin-01<", "Learners", ">learner-01<"];
    const places = order.map((text) => page.indexOf(text));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(page).toContain("No password, nothing leaves this machine.");
    expect(page).not.toContain("<script");
    expect(answer.headers.get("content-security-policy")).toBe(
      `default-src 'none'; style-src 'self'; form-action 'self' ${siteOrigin}; base-uri 'none'; frame-ancestors 'none'`,
    );
    const [, sheet = ""] = /<link rel="stylesheet" href="([^"]+)"/.exec(page) ?? [];
    const style = await fetch(`${api.url}${sheet}`);
    expect(style.headers.get("content-type")).toBe("text/css; charset=utf-8");
  });

  it("shows what others have written as text", async () => {
    const state = `"><script>alert(1)</script>`;

    const page = await (await authorize({ state, login: "<img src=x>" })).text();

    expect(page).not.toMatch(/<script|<img/);
    expect(page).toContain("Nobody is called &#60;img src=x&#62; here.");
  });

  it("goes on with a login that is typed", async () => {
    const answer = await authorize({ login: " admin-01 " });

    expect(answer.status).toBe(302);
    expect(answer.headers.get("location")).toMatch(
      /^http:\/\/localhost:4602\/signed-in\?code=[0-9a-f]{32}&state=state-1$/,
    );
  });
});
