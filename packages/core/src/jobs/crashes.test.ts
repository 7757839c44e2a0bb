import { describe, expect, it } from "vitest";
import { addSeconds } from "../time.ts";
import { JobPartRecord, partsOf } from "./job.ts";
import { remindJob } from "./remind-job.ts";

import { aSystem } from "./testing.ts";

const all = ["a!", "b!", "c!", "d!", "e!", "f!", "g!", "h!", "i!"];
const ended = { state: "done", parts: 3, result: all };

describe("a job whose regraders crash", () => {
  /** Of a run without a crash: 3 to start, 2 + 3 to plan, 3 messages, 3 x 3 parts, 1 to finish. */
  const acts = 21;

  it("makes as many writes and messages as are crashed below", async () => {
    const { start, deliver, crash } = aSystem();
    await start();
    await deliver();

    expect(crash.acts).toBe(acts);
  });

  const places = Array.from({ length: acts - 3 }, (_, at) => at + 4);
  it.each(places.flatMap((at) => [[at, false] as const, [at, true] as const]))(
    "at act %i (after it: %s) is done all the same, once",
    async (at, after) => {
      const { start, deliver, read, crash, table } = aSystem();
      Object.assign(crash, { at, after });

      const job = await start();
      await deliver();

      expect(crash.acts).toBeGreaterThanOrEqual(at);
      const done = await read(job);
      expect(done).toMatchObject(ended);
      const { items } = await table.list(JobPartRecord, partsOf(done));
      expect(items.map(({ state }) => state)).toEqual(["done", "done", "done"]);
    },
  );

  it.each(places.flatMap((at) => [[at, false] as const, [at, true] as const]))(
    "at act %i (after it: %s), and whose message is lost, is done after reminders",
    async (at, after) => {
      const { start, deliver, read, crash, clock, deps } = aSystem();
      Object.assign(crash, { at, after });
      const job = await start();
      await deliver({ isLost: true });
      for (let minutes = 0; minutes < 60; minutes += 1) {
        clock.now = addSeconds(clock.now, 60);
        await remindJob(job, deps);
        await deliver();
      }

      expect(await read(job)).toMatchObject(ended);
    },
  );
});
