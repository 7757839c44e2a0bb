import { describe, expect, it } from "vitest";
import { aSubmission, aSystem } from "../testing.ts";
import { addSeconds } from "../time.ts";
import { reconcile } from "./reconcile.ts";

const now = "2026-03-01T12:02:00.000Z";
const due = aSubmission({ dueAt: now });

describe("reconcile", () => {
  it("sends what is open and due again and moves its time first", async () => {
    const system = await aSystem({ now, submissions: [due] });

    const did = await reconcile(system.deps);

    expect(did).toMatchObject({ sent: 1, followedUp: 0, faults: [] });
    expect(system.sent).toEqual([due.submissionId]);
    expect(await system.read(due)).toMatchObject({ dueAt: addSeconds(now, 120), reminders: 1 });
  });

  it.each([
    { reminders: 1, seconds: 240 },
    { reminders: 3, seconds: 960 },
    { reminders: 4, seconds: 1800 },
    { reminders: 60, seconds: 1800 },
  ])("waits $seconds s after $reminders reminders", async ({ reminders, seconds }) => {
    const system = await aSystem({ now, submissions: [{ ...due, reminders }] });

    await reconcile(system.deps);

    expect(await system.read(due)).toMatchObject({ dueAt: addSeconds(now, seconds) });
  });

  it("leaves alone what is not due yet", async () => {
    const system = await aSystem({ now: addSeconds(now, -1), submissions: [due] });

    expect(await reconcile(system.deps)).toMatchObject({ sent: 0 });
  });

  it("follows up what is closed", async () => {
    const closed = aSubmission({ ...due, state: "blocked", closedAt: now, followUp: true });
    const system = await aSystem({ now, submissions: [closed] });

    expect(await reconcile(system.deps)).toMatchObject({ sent: 0, followedUp: 1 });
    expect(await system.read(due)).not.toHaveProperty("dueAt");
  });

  it("looks at every due submission, page after page, whatever goes wrong with one", async () => {
    const many = Array.from({ length: 60 }, (_, index) =>
      aSubmission({ learnerId: `lrn_${String(index).padStart(12, "0")}`, dueAt: now }),
    );
    const system = await aSystem({ now, submissions: many });
    let sends = 0;
    const send = async () => {
      sends += 1;
      if (sends === 1) throw new Error("the queue is down");
    };

    const did = await reconcile({ ...system.deps, send });

    expect(did).toMatchObject({ sent: 59, faults: [{ place: { sk: "build#0001" } }] });
  });
});
