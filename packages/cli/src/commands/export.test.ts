import { once } from "node:events";
import { mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { runCommandLine } from "../run-command-line.ts";
import { aStream } from "../testing.ts";
import { exportCommand } from "./export.ts";

const cohort = {
  ...{ cohortId: "coh_000000000001", name: "demo", role: "instructor" },
  ...{ startsAt: "2026-01-01T00:00:00.000Z", endsAt: "2027-01-01T00:00:00.000Z" },
};

let directory: string;
let server: Server;
let fileName: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), "lab-grader-export-"));
  server = createServer(({ url = "" }, response) => {
    const file = { name: fileName, mediaType: "text/csv", text: "a,b\r\n" };
    const exported = { file, leftOut: [], notes: [], cells: 1 };
    const answer = url.endsWith("/v1/cohorts") ? { cohorts: [cohort] } : exported;
    response.setHeader("content-type", "application/json").end(JSON.stringify(answer));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
});

afterEach(async () => {
  server.close();
  await rm(directory, { recursive: true });
});

async function exported() {
  const address = server.address();
  const port = typeof address === "object" ? address?.port : undefined;
  const stderr = aStream();
  const exitCode = await runCommandLine(["export", "csv"], {
    ...{ commands: [exportCommand], stdout: aStream(), stderr, directory },
    environment: { LABGRADER_API_URL: `http://127.0.0.1:${port}`, LABGRADER_TOKEN: "token" },
    signal: AbortSignal.timeout(10_000),
  });
  return { exitCode, said: stderr.text() };
}

describe("labgrader export", () => {
  it("writes a file for its owner alone", async () => {
    fileName = "grades-demo-2026-03-01-unsealed.csv";

    expect(await exported()).toMatchObject({ exitCode: 0 });

    expect((await stat(join(directory, fileName))).mode & 0o777).toBe(0o600);
  });

  it.each(["../outside.csv", "/tmp/outside.csv", "..\\outside.csv", ".profile", "a\u001b.csv"])(
    "does not let the service name a place: %j",
    async (name) => {
      fileName = name;

      const { exitCode, said } = await exported();

      expect([exitCode, said]).toEqual([3, expect.stringContaining("--out")]);
      expect(await readdir(directory)).toEqual([]);
    },
  );
});
