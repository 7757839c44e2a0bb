import { setEnvironmentData } from "node:worker_threads";
import { type Client, createClient } from "@lab-grader/core/client";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { getJob, type JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { applyRegrade, planRegrade } from "@lab-grader/core/contracts/endpoints/regrades";
import { CellRecord } from "@lab-grader/core/gradebook/cell";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { publishOtherVersion } from "../bench/other-version.ts";
import { type FaultySystem, startFaultySystem } from "./faulty-system.ts";
import { killPlan } from "./kill-plan.ts";

const shared = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
const dieAfter = new Int32Array(shared);
const learners = 3;
/**
 * After which write of an invocation it dies. The job's plan is 3; a part is a grade, its effect, a
 * cell and a mark for each submission (12, side by side), then the results, the part's end, the
 * job's time and the job's end.
 */
const deaths = [1, 3, 8, 13, 14, 15, 16];

let faulty: FaultySystem;
let client: Client;

beforeAll(async () => {
  setEnvironmentData(killPlan, shared);
  faulty = await startFaultySystem({
    learners,
    entries: { regrader: new URL("./killed-regrader.ts", import.meta.url) },
    concurrency: { regrader: 1 },
    // On a busy machine a part takes seconds, and so does starting a killed function again.
    timings: {
      ...{ graderTimeoutSeconds: 10, recordDeadlineSeconds: 9, visibilityTimeoutSeconds: 60 },
      maxClaims: 100,
    },
  });
  client = createClient({
    baseUrl: faulty.system.apiUrl,
    fetch,
    token: () => faulty.system.tokenFor("instructor-01"),
  });
  await publishOtherVersion(faulty.system, "9.0.0");
  for (let place = 0; place < learners; place += 1) {
    await faulty.build(place);
    await faulty.submit(place);
  }
  await faulty.system.settled();
}, 120_000);
afterAll(() => faulty.close());

describe("a regrader that is killed in the middle of a job", () => {
  it("applies every plan whole, and no grade twice, after whichever write it dies", async () => {
    const { assignmentId, version } = await givenVersion();

    for (const [at, write] of deaths.entries()) {
      const lab = at % 2 === 0 ? "9.0.0" : version;
      const points = at % 2 === 0 ? "41" : "40";
      const plan = await client.call(planRegrade, { params: { assignmentId }, body: { lab } });
      const { result: summary } = await ended(plan);
      Atomics.store(dieAfter, 0, write);

      const application = await client.call(applyRegrade, {
        params: { assignmentId, jobId: plan.jobId },
        body: { reason: `written ${write} times` },
      });
      const { state, result } = await ended(application);

      expect({
        write,
        died: Atomics.load(dieAfter, 0) === 0,
        state,
        summary,
        result,
      }).toMatchObject({
        ...{ write, died: true, state: "done" },
        summary: { submissions: learners, changed: learners, refused: 0 },
        result: { submissions: learners, applied: learners, changed: 0 },
      });
      expect(await faulty.brokenAtRest()).toEqual([]);
      expect(await cellPoints()).toEqual(Array.from({ length: learners }, () => points));
    }
  }, 600_000);
});

async function givenVersion() {
  const { assignmentId } = faulty.system.cohort;
  const assignment = await faulty.system.table.get(AssignmentRecord, { assignmentId });
  return { assignmentId, version: assignment?.labVersion ?? "" };
}

function ended({ jobId }: JobView): Promise<JobView> {
  return vi.waitFor(
    async () => {
      const job = await client.call(getJob, { params: { jobId } });
      if (job.closedAt === undefined) throw new Error(`${jobId} is ${job.state}`);
      return job;
    },
    { timeout: 120_000, interval: 50 },
  );
}

async function cellPoints(): Promise<(string | undefined)[]> {
  const { table, cohort } = faulty.system;
  const cells = await Promise.all(
    cohort.learners.map(({ learnerId }) => table.get(CellRecord, { ...cohort, learnerId })),
  );
  return cells.map((cell) => cell?.points);
}
