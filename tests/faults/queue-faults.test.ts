import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { listAll } from "@lab-grader/core/storage/list-all";
import { acceptSubmission } from "@lab-grader/core/submissions/accept-submission";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { type FaultySystem, startFaultySystem } from "./faulty-system.ts";

let faulty: FaultySystem;

beforeAll(async () => {
  faulty = await startFaultySystem({ learners: 6 });
});
afterAll(() => faulty.close());

function message(submissionId: string): string {
  return JSON.stringify({ kind: "grade", submissionId });
}

describe("the queue, as it may behave", () => {
  it("delivers a message long after its submission was closed: nothing changes", async () => {
    const { submissionId } = await faulty.submit(1);
    await faulty.closed(submissionId);
    await faulty.system.idle();
    const before = await faulty.find(submissionId);

    await faulty.send(message(submissionId));
    await faulty.system.idle();

    expect(await faulty.find(submissionId)).toEqual(before);
    expect(await faulty.brokenAtRest()).toEqual([]);
  });

  it("delivers a message about a submission that nobody made: it is gone, and nothing is written", async () => {
    const stranger = "sub_000000000000.000000000000.build.0001";

    await faulty.send(message(stranger));
    await faulty.system.idle();

    expect(await faulty.find(stranger)).toBeUndefined();
    expect(await faulty.brokenAtRest()).toEqual([]);
  });

  it("delivers a message many times at once: one claim, one grade", async () => {
    await faulty.build(0);
    // Slow enough that the others arrive while the first is at work.
    faulty.accountOf(0).changeSwitches({ latencyMs: 100 });
    const { submissionId } = await faulty.submit(0);
    await Promise.all(Array.from({ length: 12 }, () => faulty.send(message(submissionId))));

    expect(await faulty.closed(submissionId)).toMatchObject({ state: "graded", points: "40" });
    expect(await faulty.brokenAtRest()).toEqual([]);
    const { table } = faulty.system;
    const evidence = await listAll(table, EvidenceRecord, {
      pk: submissionId,
      prefix: "evidence#",
    });
    expect(evidence).toHaveLength(1);
  });

  it("takes no message at all: the submission is accepted, and sent when the queue is back", async () => {
    faulty.graderAccount.changeSwitches({ denyActions: ["sqs:SendMessage"] });
    await faulty.build(2);

    const receipt = await faulty.submit(2);
    const again = await faulty.submit(2);
    await refusedSends(faulty, 3);
    const waiting = await faulty.find(receipt.submissionId);
    faulty.graderAccount.changeSwitches({ denyActions: [] });

    expect([receipt.status, again.status]).toEqual(["accepted", "replayed"]);
    expect(waiting).toMatchObject({ state: "queued", claim: 0 });
    expect(await faulty.closed(receipt.submissionId)).toMatchObject({ points: "40" });
    expect(await faulty.brokenAtRest()).toEqual([]);
  });
});

describe("two clicks at once", () => {
  it("make one submission, whether they carry one key or two", async () => {
    faulty.graderAccount.changeSwitches({ denyActions: ["sqs:SendMessage"] });
    const receipts = await Promise.all([
      faulty.submit(3, "key-1"),
      faulty.submit(3, "key-1"),
      faulty.submit(3, "key-2"),
      faulty.submit(3, "key-3"),
    ]);
    faulty.graderAccount.changeSwitches({ denyActions: [] });

    expect(new Set(receipts.map(({ submissionId }) => submissionId)).size).toBe(1);
    expect(receipts.filter(({ status }) => status === "accepted")).toHaveLength(1);
    expect(await faulty.brokenAtRest()).toEqual([]);
  });

  it("with different bodies make one submission, and name it to the other", async () => {
    const { learnerId } = faulty.learner(4);
    const { assignmentId } = faulty.system.cohort;
    const click = (body: string) =>
      acceptSubmission(
        { learnerId, assignmentId, stage: "build", idempotencyKey: body, body },
        {
          table: faulty.system.table,
          send: async ({ kind, ...of }) => await faulty.send(JSON.stringify({ kind, ...of })),
          now: () => new Date().toISOString(),
          hash: (text) => text,
          timings: faulty.timings,
        },
      );

    const both = await Promise.all([click("one"), click("two")]);

    const accepted = both.flatMap((each) => (each.status === "accepted" ? [each.submission] : []));
    const refused = both.filter((each) => each.status === "refused");
    const [{ submissionId } = { submissionId: "" }] = accepted;
    expect(accepted).toHaveLength(1);
    expect(refused).toMatchObject([{ code: "submission.open", params: { submissionId } }]);
    faulty.remember({ submissionId });
    expect(await faulty.brokenAtRest()).toEqual([]);
  });
});

describe("the system's own table", () => {
  it("throttles every write for a while: nothing is lost, nothing is graded twice", async () => {
    await faulty.build(5);
    const { submissionId } = await faulty.submit(5);
    const writes = ["dynamodb:PutItem", "dynamodb:UpdateItem"];
    faulty.graderAccount.changeSwitches({
      throttle: writes.map((operation) => ({ operation, every: 1 })),
    });
    await vi.waitFor(
      () => {
        const { calls } = faulty.system.sandbox;
        expect(calls.list({ operation: "UpdateItem" }).filter(isThrottled).length).toBeGreaterThan(
          3,
        );
      },
      { timeout: 15_000 },
    );
    const meanwhile = faulty.submit(5, "key-2").catch((error: unknown) => error);
    faulty.graderAccount.changeSwitches({ throttle: [] });

    await meanwhile;
    expect(await faulty.closed(submissionId)).toMatchObject({ state: "graded", points: "40" });
    expect(await faulty.brokenAtRest()).toEqual([]);
  });

  it("throttles every second call: nobody notices", async () => {
    faulty.graderAccount.changeSwitches({ throttle: [{ operation: "dynamodb:*", every: 2 }] });
    const receipt = await faulty.submit(1, "key-2");
    const closed = await faulty.closed(receipt.submissionId);
    faulty.graderAccount.changeSwitches({ throttle: [] });

    expect(closed.state).toBe("graded");
    expect(await faulty.brokenAtRest()).toEqual([]);
  });
});

function isThrottled({ code }: { readonly code?: string }): boolean {
  return code?.includes("Throttl") ?? false;
}

/** The API's own sends and those of the reconciler. */
async function refusedSends({ system }: FaultySystem, atLeast: number): Promise<void> {
  await vi.waitFor(
    () => {
      const sends = system.sandbox.calls.list({ operation: "SendMessage" });
      const refused = sends.filter(({ status }) => status >= 400);
      expect(refused.length).toBeGreaterThanOrEqual(atLeast);
    },
    { timeout: 10_000 },
  );
}
