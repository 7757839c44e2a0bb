import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { siteHeaders } from "@lab-grader/core/contracts/site-headers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type LocalSite, startLocalSite } from "./local-site.ts";

let work: string;
let site: LocalSite;

const config = {
  stage: "local",
  apiUrl: "http://localhost:4601",
  signInUrl: "http://localhost:4601/_local",
  clientId: "web",
  commandLineClientId: "cli",
};

beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), "labgrader-site-"));
  const directory = join(work, "dist");
  await mkdir(join(directory, "assets"), { recursive: true });
  await writeFile(join(work, "secret.txt"), "outside");
  await writeFile(join(directory, "index.html"), "<p>the application</p>");
  await writeFile(join(directory, "labgrader.mjs"), "// program");
  await writeFile(join(directory, "assets", "index-AbCd1234.js"), "// script");
  await symlink(join(work, "secret.txt"), join(directory, "assets", "link.txt"));
  await symlink(work, join(directory, "out"));
  site = await startLocalSite({ port: 0, directory, config: Promise.resolve(config) });
});
afterAll(async () => {
  await site.close();
  await rm(work, { recursive: true });
});

/** As it is written: `fetch` would resolve dots and encode the rest. */
function ask(
  path: string,
  options: { method?: string; headers?: Record<string, string> } = {},
): Promise<{ status: number | undefined; headers: NodeJS.Dict<unknown>; body: string }> {
  const { port, host } = new URL(site.url);
  const { method = "GET", headers = {} } = options;
  return new Promise((resolve, reject) => {
    const request = { port, host: "127.0.0.1", path, method, headers: { host, ...headers } };
    get(request, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (chunk: string) => {
        body += chunk;
      });
      response.once("end", () => {
        resolve({ status: response.statusCode, headers: response.headers, body });
      });
    }).once("error", reject);
  });
}

describe("the local site", () => {
  it.each(["/", "/signed-in?code=x&state=y", "/labs/keys/versions/1.0.0", "/config.js", "/a/b/"])(
    "answers the application at %s, to be asked for again each time",
    async (path) => {
      const { status, headers, body } = await ask(path);

      expect([status, body]).toEqual([200, "<p>the application</p>"]);
      expect(headers["content-type"]).toBe("text/html; charset=utf-8");
      expect(headers["cache-control"]).toBe("no-cache");
    },
  );

  it("sends what changes its name with its content to be kept", async () => {
    const { status, headers } = await ask("/assets/index-AbCd1234.js");

    expect(status).toBe(200);
    expect(headers["content-type"]).toBe("text/javascript; charset=utf-8");
    expect(headers["cache-control"]).toBe("public,max-age=31536000,immutable");
  });

  it.each(["/assets/index-Gone0000.js", "/assets/", "/labgrader.mjs.map"])(
    "answers no page in the place of the missing file %s",
    async (path) => {
      const { status, headers, body } = await ask(path);

      expect([status, body]).toEqual([404, ""]);
      expect(headers["cache-control"]).toBe("no-cache");
    },
  );

  it("finds what a later build has written", async () => {
    await writeFile(join(work, "dist", "assets", "index-Later111.js"), "// later");

    expect((await ask("/assets/index-Later111.js")).body).toBe("// later");
  });

  it("names the API and the sign-in to its pages", async () => {
    const { headers, body } = await ask("/config.json");

    expect(headers["content-type"]).toBe("application/json");
    expect(JSON.parse(body)).toEqual(config);
  });

  it("sends the headers of the site in AWS with every answer", async () => {
    const origin = "http://localhost:4601";
    const expected = siteHeaders({ apiSource: origin, signInSource: origin });
    const answers = await Promise.all([
      ask("/"),
      ask("/assets/none.js"),
      ask("/config.json"),
      ask("/", { method: "POST" }),
    ]);

    for (const { headers } of answers) expect(headers).toMatchObject(expected);
    expect(expected["content-security-policy"]).toContain(`connect-src 'self' ${origin};`);
  });

  it("says that nothing is new, and tells the size without the content", async () => {
    const first = await ask("/labgrader.mjs");
    const again = await ask("/labgrader.mjs", {
      headers: { "if-none-match": String(first.headers.etag) },
    });
    const head = await ask("/labgrader.mjs", { method: "HEAD" });

    expect([again.status, again.body]).toEqual([304, ""]);
    expect([head.status, head.body, head.headers["content-length"]]).toEqual([200, "", "10"]);
  });

  it.each([
    "/../secret.txt",
    "/assets/../../secret.txt",
    "/%2e%2e/secret.txt",
    "/..%2fsecret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/..%5csecret.txt",
    "/..\\secret.txt",
    "//secret.txt",
    "/out/secret.txt",
    "/assets/link.txt",
    "/index.html%00.txt",
    "/%252e%252e%252fsecret.txt",
    "/%E0%A4",
  ])("has nothing of the machine at %s", async (path) => {
    expect((await ask(path)).body).not.toContain("outside");
  });

  it("has nothing of the machine under an absolute path", async () => {
    expect((await ask(join(work, "secret.txt"))).body).not.toContain("outside");
  });

  it("takes no other methods", async () => {
    const { status, headers } = await ask("/", { method: "PUT" });

    expect([status, headers.allow]).toEqual([405, "GET, HEAD"]);
  });

  it("sends who comes by another name to the one that the API knows", async () => {
    const { port } = new URL(site.url);

    const { status, headers } = await ask("/cohorts?x=1", {
      headers: { host: `127.0.0.1:${port}` },
    });

    expect([status, headers.location]).toEqual([307, `${site.url}/cohorts?x=1`]);
  });
});

describe("startLocalSite", () => {
  it("names the directory that no site was built into", async () => {
    const starting = startLocalSite({ port: 0, directory: work, config: Promise.resolve(config) });

    await expect(starting).rejects.toThrow(`${work} has no index.html: build the site first`);
  });
});
