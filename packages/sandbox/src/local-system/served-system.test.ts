import { mkdir, mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { type LocalSystem, startLocalSystem } from "./local-system.ts";
import { findRunningSystem } from "./state-file.ts";

describe("a local system with a web application", () => {
  let site: LocalSystem;
  let work: string;

  beforeAll(async () => {
    work = await mkdtemp(join(tmpdir(), "labgrader-"));
    const siteDirectory = join(work, "dist");
    await mkdir(siteDirectory);
    await writeFile(join(siteDirectory, "index.html"), "<p>the application</p>");
    site = await startLocalSystem({
      learners: 1,
      siteDirectory: Promise.resolve(siteDirectory),
      publishLabs: true,
      stateDirectory: work,
    });
  });
  afterAll(async () => {
    await site.close();
    await rm(work, { recursive: true });
  });

  async function ask(
    path: string,
    options: { origin?: string; method?: string; body?: object } = {},
  ): Promise<Response> {
    const { origin = String(site.siteUrl), method = "GET", body } = options;
    return await fetch(`${site.apiUrl}${path}`, {
      method,
      headers: {
        origin,
        authorization: `Bearer ${await site.tokenFor("instructor-01")}`,
        "content-type": "application/json",
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  it("serves it, and tells its pages and other processes where everything is", async () => {
    const { siteUrl, apiUrl } = site;
    const page = await fetch(`${siteUrl}/assignments`);
    const config = await fetch(`${siteUrl}/config.json`);
    const found = await findRunningSystem(work);

    expect(await page.text()).toBe("<p>the application</p>");
    expect(await config.json()).toMatchObject({ stage: "local", apiUrl });
    expect(found).toMatchObject({ status: "running", state: { siteUrl } });
  });

  it("lets its pages read what the API answers, and no others", async () => {
    const own = await ask("/v1/cohorts");
    const other = await ask("/v1/cohorts", { origin: "http://localhost:1" });

    expect([own.status, own.headers.get("access-control-allow-origin")]).toEqual([
      200,
      site.siteUrl,
    ]);
    expect(other.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("offers who has come onto a staff since, too", async () => {
    const { cohortId } = site.cohort;
    const staff = [
      { login: "instructor-01", role: "instructor" },
      { login: "assistant-01", role: "assistant" },
    ];
    await ask(`/v1/cohorts/${cohortId}/staff`, { method: "PUT", body: { version: 1, staff } });
    const query = new URLSearchParams({
      response_type: "code",
      client_id: "local-site",
      redirect_uri: `${site.siteUrl}/signed-in`,
      state: "s",
      code_challenge: "c",
      code_challenge_method: "S256",
    });

    const page = await fetch(`${site.apiUrl}/_local/oauth2/authorize?${query}`);

    expect(await page.text()).toContain(">assistant-01</a>");
  });

  it("has every lab to make assignments of", async () => {
    const folders = await readdir(new URL("../../../../labs/", import.meta.url), {
      withFileTypes: true,
    });
    const answer = await ask("/v1/labs");

    const { labs } = z
      .object({ labs: z.array(z.object({ labId: z.string() })) })
      .parse(await answer.json());
    const expected = folders.filter((entry) => entry.isDirectory()).map(({ name }) => name);
    expect(labs.map(({ labId }) => labId).sort()).toEqual(expected.sort());
  });
});
