import { describe, expect, it } from "vitest";
import { aSubmission, aSystem, shortHash } from "../testing.ts";
import { addSeconds } from "../time.ts";
import { DeadLetterRecord } from "./dead-letter.ts";
import { receiveDeadLetter } from "./receive-dead-letter.ts";

const now = "2026-03-01T12:30:00.000Z";
const { submissionId } = aSubmission();
const message = {
  messageId: "0b7f5a0e-message",
  sentAt: "2026-03-01T12:00:00.000Z",
  body: `{"kind":"grade","submissionId":"${submissionId}"}`,
  cause: "message.retries_exhausted",
  submissionId,
};

describe("receiveDeadLetter", () => {
  it("records an unreadable message with its reason, and nothing else", async () => {
    const system = await aSystem({ now });
    const { submissionId: _none, ...unreadable } = message;

    const handling = await receiveDeadLetter(
      { ...unreadable, body: "%%%", cause: "message.unreadable" },
      system.deps,
    );

    expect(handling).toEqual({ status: "acknowledged", did: "recorded" });
    expect(
      await system.table.get(DeadLetterRecord, { ...message, at: message.sentAt }),
    ).toMatchObject({ cause: "message.unreadable", bodyHash: shortHash("%%%") });
  });

  it("sends a submission that was never claimed once more, then closes it as failed", async () => {
    const system = await aSystem({ now, submissions: [aSubmission()] });

    const first = await receiveDeadLetter(message, system.deps);
    const second = await receiveDeadLetter({ ...message, messageId: "second" }, system.deps);

    const after = await system.read(aSubmission());
    expect([first, second]).toMatchObject([{ did: "sent_again" }, { did: "failed" }]);
    expect(system.sent).toEqual([submissionId]);
    expect(after).toMatchObject({ state: "failed", fault: { reason: "platform.dead_letter" } });
    expect(after).not.toHaveProperty("points");
    expect(after).not.toHaveProperty("followUp");
    expect(system.announced).toEqual([submissionId]);
  });

  it("keeps the platform fault that was noted last as the reason", async () => {
    const fault = { reason: "platform.service_error", params: {} };
    const system = await aSystem({ now, submissions: [aSubmission({ claim: 5, fault })] });

    await receiveDeadLetter(message, system.deps);

    expect(await system.read(aSubmission())).toMatchObject({ state: "failed", fault });
  });

  it("never closes a submission that a grader is at work on", async () => {
    const leaseUntil = addSeconds(now, 30);
    const busy = aSubmission({ state: "grading", claim: 1, leaseUntil });
    const system = await aSystem({ now, submissions: [busy] });

    const handling = await receiveDeadLetter(message, system.deps);

    expect(handling).toEqual({ status: "comes_back", afterSeconds: 31 });
    expect(await system.read(busy)).toEqual(busy);
  });

  it("leaves a submission that waits for AWS to the reconciler", async () => {
    const waiting = aSubmission({ state: "waiting", claim: 1, notBefore: now, dueAt: now });
    const system = await aSystem({ now, submissions: [waiting] });

    await receiveDeadLetter(message, system.deps);

    expect(await system.read(waiting)).toEqual(waiting);
  });

  it("leaves a submission that is graded already as it is", async () => {
    const graded = aSubmission({ state: "graded", claim: 1, counts: true });
    const system = await aSystem({ now, submissions: [graded] });

    await receiveDeadLetter(message, system.deps);

    expect(await system.read(graded)).toEqual(graded);
  });
});
