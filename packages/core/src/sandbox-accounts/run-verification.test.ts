import { describe, expect, it } from "vitest";
import { AccountBindingRecord } from "../cohorts/account-binding.ts";
import { CohortRecord } from "../cohorts/cohort.ts";
import { LearnerRecord } from "../cohorts/learner.ts";
import { JobRecord } from "../jobs/job.ts";
import { aBinding, aCohort, aLearner, aSystem } from "../testing.ts";
import type { LookAtRole } from "./look-at-role.ts";
import { registerAccount, rotateExternalId } from "./register-account.ts";
import { findRegistration } from "./registration.ts";
import { mostLooks, runVerification, type VerificationDeps } from "./run-verification.ts";
import { startVerification } from "./start-verification.ts";
import { VerificationRecord } from "./verification.ts";

const accountId = "300000000001";
const at = "2026-03-01T12:00:00.000Z";
const green: LookAtRole = async () => ({
  status: "looked",
  steps: [{ step: "assumable", outcome: "passed", at }],
});
const red: LookAtRole = async () => ({
  status: "looked",
  steps: [{ step: "assumable", outcome: "failed", reason: "access.role_not_assumable", at }],
});

/** A learner who has registered an account, and a verification that was started. */
async function aStarted() {
  const system = await aSystem();
  const { table, deps } = system;
  await table.put(CohortRecord, aCohort());
  const learner = aLearner();
  let secrets = 0;
  const registering = {
    table,
    now: deps.now,
    newSecret: () => String(++secrets).padStart(32, "0"),
    graderAccountId: "200000000000",
  };
  const { learnerId } = learner;
  await registerAccount({ learnerId, accountId }, registering);
  const registration = await findRegistration(learner, table);
  if (!registration) throw new Error("the account is not registered");
  const starting = await startVerification({ learner, registration, by: "learner-01" }, deps);
  if (starting.status === "refused") throw new Error(starting.code);
  const { job } = starting;
  const run = (look: LookAtRole, values: Partial<VerificationDeps> = {}) =>
    runVerification(job, AbortSignal.timeout(1_000), {
      ...deps,
      getLab: async () => {
        throw new Error("no lab was given");
      },
      graderAccountId: "200000000000",
      look,
      ...values,
    });
  const stored = async () => ({
    job: await table.get(JobRecord, job),
    steps: (await table.get(VerificationRecord, job))?.steps,
    binding: await table.get(AccountBindingRecord, { accountId }),
    learner: await table.get(LearnerRecord, learner),
  });
  return { ...system, learner, registration, registering, job, run, stored };
}

describe("runVerification", () => {
  it("makes the account the learner's until the last of their cohorts ends", async () => {
    const { run, stored, registration } = await aStarted();

    const end = await run(green);

    expect(end).toEqual({ status: "verified" });
    const { job, binding, learner } = await stored();
    expect(job).toMatchObject({ state: "done", result: { isVerified: true } });
    expect(job?.dueAt).toBeUndefined();
    expect(binding).toMatchObject({
      learnerId: registration.learnerId,
      externalId: registration.externalId,
      expiresAt: aCohort().endsAt,
    });
    expect(learner?.accountId).toBe(accountId);
  });

  it("looks again some times before it says no, and binds nothing", async () => {
    const { run, stored, sent, job } = await aStarted();

    const ends = [];
    for (let look = 1; look <= mostLooks; look += 1) ends.push((await run(red)).status);

    expect(ends).toEqual([...Array(mostLooks - 1).fill("looks_again"), "refused"]);
    expect(sent).toEqual(Array(mostLooks).fill(job.jobId));
    const { binding, steps, job: closed } = await stored();
    expect(closed).toMatchObject({ state: "done", result: { isVerified: false } });
    expect(binding).toBeUndefined();
    expect(steps?.[0]).toMatchObject({ reason: "access.role_not_assumable" });
  });

  it("judges nobody's role by a fault of AWS", async () => {
    const { run, stored } = await aStarted();

    const end = await run(async () => ({
      status: "platform_fault",
      reason: "platform.sts_throttled",
    }));

    expect(end).toEqual({ status: "platform_fault", reason: "platform.sts_throttled" });
    expect((await stored()).job?.state).toBe("running");
    expect(await run(green)).toEqual({ status: "verified" });
  });

  it("comes to the same however often its message comes, also at the same time", async () => {
    const { run, stored } = await aStarted();

    const both = await Promise.allSettled([run(green), run(green)]);
    const { binding } = await stored();
    const late = await run(red);

    expect(both.some(({ status }) => status === "fulfilled")).toBe(true);
    expect(late).toEqual({ status: "nothing" });
    expect((await stored()).binding).toEqual(binding);
    expect((await stored()).job).toMatchObject({ result: { isVerified: true } });
  });

  it("goes on after a crash between binding and conclusion", async () => {
    const { run, stored, table } = await aStarted();
    const crashing: VerificationDeps["table"] = {
      ...table,
      update: (record, key, change, condition) => {
        if ("result" in change) throw new Error("crash");
        return table.update(record, key, change, condition);
      },
    };

    await expect(run(green, { table: crashing })).rejects.toThrow("crash");
    const end = await run(green);

    expect(end).toEqual({ status: "verified" });
    expect((await stored()).job?.state).toBe("done");
  });

  it("does not bind an ExternalId that was replaced while it looked", async () => {
    const { run, stored, registering, learner, table } = await aStarted();

    const end = await run(async (request) => {
      const seen = await findRegistration(learner, table);
      if (seen) await rotateExternalId(seen, registering);
      return green(request);
    });

    expect(end).toEqual({ status: "refused" });
    const { binding, steps } = await stored();
    expect(binding).toBeUndefined();
    expect(steps?.at(-1)).toMatchObject({ outcome: "failed", reason: "verify.superseded" });
  });

  it("does not take an account that another learner has verified meanwhile", async () => {
    const { run, stored, table } = await aStarted();
    const others = aBinding({ accountId, learnerId: "lrn_000000000009" });

    const end = await run(async (request) => {
      await table.put(AccountBindingRecord, others);
      return green(request);
    });

    expect(end).toEqual({ status: "refused" });
    expect((await stored()).binding).toEqual(others);
    expect((await stored()).steps?.at(-1)).toMatchObject({ reason: "verify.taken" });
  });

  it("takes over an account whose time with another learner has ended", async () => {
    const { run, stored, table, registration } = await aStarted();
    await table.put(
      AccountBindingRecord,
      aBinding({ accountId, learnerId: "lrn_000000000009", expiresAt: at }),
    );

    expect(await run(green)).toEqual({ status: "verified" });
    expect((await stored()).binding?.learnerId).toBe(registration.learnerId);
  });

  it("is refused once the learner is in no running cohort", async () => {
    const { run, stored, table } = await aStarted();
    await table.put(CohortRecord, aCohort({ endsAt: at }));

    expect(await run(green)).toEqual({ status: "refused" });
    expect((await stored()).steps?.[0]).toMatchObject({ reason: "verify.no_cohort" });
  });
});

describe("registerAccount", () => {
  it("lets staff move an account once, not for ever", async () => {
    const { table, registering, learner, run } = await aStarted();
    const rebinding = { by: "instructor-01", at, reason: "swapped" };
    const other = { learnerId: "lrn_000000000009", accountId };
    await table.put(AccountBindingRecord, aBinding(other));
    const { learnerId } = learner;
    await registerAccount({ learnerId, accountId, rebinding }, registering);
    await run(green);
    await table.put(
      AccountBindingRecord,
      aBinding({ ...other, rebound: { ...rebinding, at: "2026-03-02T12:00:00.000Z" } }),
    );

    const again = await registerAccount({ learnerId, accountId }, registering);

    expect(again).toEqual({ status: "refused", code: "sandbox.account_taken" });
  });

  it("keeps an account's ExternalId however often the learner names it", async () => {
    const { registering, registration, learner } = await aStarted();
    const { learnerId } = learner;
    await registerAccount({ learnerId, accountId: "300000000002" }, registering);

    const back = await registerAccount({ learnerId, accountId }, registering);

    expect(back).toMatchObject({
      status: "registered",
      registration: { externalId: registration.externalId },
    });
  });
});
