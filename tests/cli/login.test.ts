import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { SignIn } from "@lab-grader/cli/service/sign-in-file";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { typed } from "./typed.ts";

let system: LocalSystem;
/** The person's own: configuration, and where commands are typed. */
let home: string;

beforeAll(async () => {
  system = await startLocalSystem({ learners: 2 });
});
afterAll(() => system.close());
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "labgrader-"));
});
afterEach(() => rm(home, { recursive: true }));

const type = (words: readonly string[], options: Parameters<typeof typed>[1] = {}) =>
  typed(words, { environment: { HOME: home }, directory: home, ...options });

const file = () => join(home, ".config", "labgrader", "sign-in.json");
const stored = async () => SignIn.parse(JSON.parse(await readFile(file(), "utf8")));

/** Types `labgrader login`; `open` is what the person does with the page that it names. */
async function login(open: (page: string) => Promise<void>, stdin?: PassThrough) {
  let opening: Promise<void> | undefined;
  const words = ["login", system.apiUrl, "--no-browser", "--port", "0"];
  const ended = await type(words, {
    ...(stdin === undefined ? {} : { stdin }),
    onWrite: ({ err }) => {
      const page = /http\S+oauth2\/authorize\S+/.exec(err)?.[0];
      if (page !== undefined) opening ??= open(page);
    },
  });
  await opening;
  return ended;
}

/** Chooses a person on the page as a browser would, and says where that leads. */
async function choose(page: string, login: string): Promise<URL> {
  const list = await (await fetch(page)).text();
  const link = [...list.matchAll(/href="([^"]+)">([^<]+)/g)].find(([, , name]) => name === login);
  const address = new URL(String(link?.[1]).replaceAll("&#38;", "&"), page);
  const answer = await fetch(address, { redirect: "manual" });
  return new URL(String(answer.headers.get("location")));
}

const asLearner = async (page: string) => {
  await fetch(await choose(page, "learner-01"));
};

describe("labgrader login", () => {
  it("signs in through the page, keeps it for its owner alone, and is used from then on", async () => {
    const { exitCode, out } = await login(asLearner);
    const listed = await type(["status", "--json"]);

    expect([exitCode, out]).toEqual([0, "You are signed in as learner-01.\n"]);
    expect((await stat(file())).mode & 0o777).toBe(0o600);
    expect(await readdir(join(home, ".config", "labgrader"))).toEqual(["sign-in.json"]);
    expect(JSON.parse(listed.out)).toMatchObject({
      assignments: [{ assignmentId: system.cohort.assignmentId }],
    });
  });

  it("takes the pasted address of a browser on another machine", async () => {
    const stdin = new PassThrough();

    const { out } = await login(async (page) => {
      stdin.write(`${await choose(page, "learner-02")}\n`);
    }, stdin);

    expect(out).toBe("You are signed in as learner-02.\n");
  });

  it("does not take the answer to somebody else's sign-in", async () => {
    const { exitCode, err } = await login(async (page) => {
      const address = await choose(page, "learner-01");
      address.searchParams.set("state", "another");
      await fetch(address);
    });

    expect(exitCode).toBe(2);
    expect(err).toContain("not the answer to this sign-in");
    await expect(stat(file())).rejects.toThrow("ENOENT");
  });

  it("gets no token for a code without the secret that asked for it", async () => {
    let reused: Response | undefined;
    await login(async (page) => {
      const address = await choose(page, "learner-01");
      reused = await fetch(`${system.apiUrl}/_local/oauth2/token`, {
        method: "POST",
        body: new URLSearchParams({
          grant_type: "authorization_code",
          client_id: "local",
          code: String(address.searchParams.get("code")),
          redirect_uri: `${address.origin}${address.pathname}`,
          code_verifier: "guessed",
        }),
      });
      await fetch(address);
    });

    expect(reused?.status).toBe(400);
    expect(await reused?.json()).toEqual({ error: "invalid_grant" });
  });

  it("renews an access token that ends, and keeps the new one", async () => {
    await login(asLearner);
    const before = await stored();
    await writeFile(file(), JSON.stringify({ ...before, accessToken: "old", expiresAtMs: 0 }));

    const { exitCode } = await type(["status"]);

    expect(exitCode).toBe(0);
    expect(await stored()).toMatchObject({
      kind: "person",
      accessToken: expect.stringMatching(/^ey/),
    });
  });

  it("is over after logout, also for who has copied the file", async () => {
    await login(asLearner);
    const copy = await stored();

    const { out } = await type(["logout"]);
    const after = await type(["status"]);
    await writeFile(file(), JSON.stringify({ ...copy, expiresAtMs: 0 }));
    const copied = await type(["status"]);

    expect(out).toBe("You are signed out.\n");
    expect(after.exitCode).toBe(3);
    expect(copied).toMatchObject({ exitCode: 2 });
    expect(copied.err).toContain("Your sign-in has ended");
  });

  it.each([
    ["ftp://labs.example.edu", "<site>: an address, such as https://labs.example.edu"],
    ["http://labs.example.edu", "is not safe to sign in at: expected https"],
  ])("does not sign in at %s", async (site, said) => {
    const { exitCode, err } = await type(["login", site]);

    expect(exitCode).toBe(2);
    expect(err).toContain(said);
  });

  it("says so where the address is not that of a site", async () => {
    const { exitCode, err } = await type(["login", system.sandboxUrl]);

    expect(exitCode).toBe(2);
    expect(err).toContain("does not describe a Lab Grader");
  });
});

describe("labgrader login --token", () => {
  it("hands in one stage, and nothing else", async () => {
    const { assignmentId, labId } = system.cohort;
    await login(asLearner);
    const made = await type(["token", "create", labId, "build", "--json"]);
    const { token } = JSON.parse(made.out);

    await type(["login", system.apiUrl, "--token", token]);
    const submitted = await type(["submit", labId, "build", "--json"]);
    const other = await type(["cohort", "list"]);

    expect(JSON.parse(submitted.out)).toMatchObject({ assignmentId, stage: "build" });
    expect(other.exitCode).not.toBe(0);
  });

  it("refuses what is no such token", async () => {
    const { exitCode, err } = await type(["login", system.apiUrl, "--token", "x"]);

    expect(exitCode).toBe(2);
    expect(err).toContain("--token: a one-time token, as the lab's page shows it");
  });
});
