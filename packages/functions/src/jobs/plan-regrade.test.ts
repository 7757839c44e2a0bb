import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { EvidenceRecord } from "@lab-grader/core/evidence/evidence";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { submissionIdOf } from "@lab-grader/core/ids";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aBinding } from "@lab-grader/core/testing";
import { describe, expect, it } from "vitest";
import { testIds, testTime } from "../testing.ts";
import { aClass, applied, planned, pointsOf, publishGentler } from "./regrade-steps.ts";
import { brokenInvariants, publishVersion, regradesPath } from "./testing.ts";

const { learnerId } = testIds;

/** The same learner's attempt of a later stage. */
function rebuilt({ assignmentId, learnerId: of }: Submission) {
  const key = { assignmentId, learnerId: of, stage: "rebuild", number: 1 };
  return { ...key, submissionId: submissionIdOf(key) };
}

describe("the plan of a regrade", () => {
  it("shows what every grade would become, and changes none", async () => {
    const system = await aClass();
    await publishGentler(system.table);

    const { summary, planned: rows, labVersion, job } = await planned(system);

    expect(job).toMatchObject({ state: "done", parts: { done: 1, of: 1 } });
    expect(labVersion).toBe("1.1.0");
    expect(summary).toMatchObject({
      ...{ submissions: 2, changed: 2, up: 1, down: 0, same: 1, kept: 0, refused: 0 },
      histogram: [
        { difference: 0, submissions: 1 },
        { difference: 2, submissions: 1 },
      ],
    });
    expect(rows?.[1]).toMatchObject({
      submissionId: system.other.submissionId,
      status: "changes",
      from: { points: 2, maxPoints: 6 },
      to: { points: 4, maxPoints: 6 },
      changes: [
        {
          criterion: "build.table",
          from: { points: "2" },
          to: { outcome: "met", points: "4", short: "as asked" },
        },
        { criterion: "build.protected", from: { maxPoints: 3 }, to: { points: "0", maxPoints: 1 } },
      ],
    });
    expect(await pointsOf(system.table, system.other)).toBe("2");
    expect(system.events).toEqual([]);
  });

  it("makes no attempt of the same handed in twice, also where the first was regraded before", async () => {
    const system = await aClass();
    const same = { learnerId, accountId: "100000000001", attemptHash: "1", counts: false };
    const again = await system.handIn({}, { ...same, number: 2 });
    const { submissionId, effectiveGrade: gradeId = "" } = again;
    const grade = await system.table.get(GradeRecord, { submissionId, gradeId });
    if (!grade) throw new Error("no grade");
    await system.table.put(GradeRecord, { ...grade, counts: false });
    await publishGentler(system.table);
    const submissions = [system.first.submissionId];
    const { job } = await planned(system, { select: { which: "listed", submissions } });
    await applied(system, job.jobId);

    const { planned: rows } = await planned(system, {
      select: { which: "listed", submissions: [again.submissionId] },
    });

    expect(rows).toMatchObject([{ to: { counts: false } }]);
  });

  it("refuses what the stored evidence does not tell, and names the criteria", async () => {
    const system = await aClass();
    await publishVersion(system.table, "1.3.0", (criteria) => ({
      ...criteria,
      recoverable: {
        title: "It can be brought back",
        points: 2,
        check: "dynamodb.point-in-time-recovery",
      },
    }));

    const { summary, planned: rows } = await planned(system);

    expect(summary).toMatchObject({
      changed: 0,
      refused: 2,
      refusals: [{ code: "regrade.evidence_missing", submissions: 2 }],
    });
    expect(rows?.[0]?.refusal?.text).toContain("build.recoverable");
  });

  it("says that nothing would change where lab and code are the same", async () => {
    const system = await aClass();

    const { summary } = await planned(system, { lab: "same", select: { which: "all" } });

    expect(summary).toMatchObject({ submissions: 2, changed: 0, same: 2, criteria: [] });
  });

  it("takes the submissions that are listed, and no other's", async () => {
    const system = await aClass();
    const { submissionId } = system.other;
    const foreign = submissionId.replace("sub_000000000001", "sub_000000000002");

    const { planned: rows } = await planned(system, {
      lab: "same",
      select: { which: "listed", submissions: [submissionId, submissionId] },
    });
    const refused = await system.ask("POST", regradesPath, {
      select: { which: "listed", submissions: [submissionId, foreign] },
    });

    expect(rows?.map((row) => row.submissionId)).toEqual([submissionId]);
    expect(refused).toMatchObject({
      statusCode: 404,
      json: { code: "submission.not_found", path: "body.select.submissions.1" },
    });
  });

  it("refuses a version that isn't one of the lab, and people who may not", async () => {
    const system = await aClass();
    const asOther = { login: "instructor-02", groups: "[instructor]" };

    const otherLab = await system.ask("POST", regradesPath, { lab: "9.9.9" });
    const stranger = await system.call({
      ...{ method: "POST", path: regradesPath, body: "{}" },
      ...asOther,
    });
    const learner = await system.call({ method: "POST", path: regradesPath, body: "{}" });

    expect(otherLab).toMatchObject({ statusCode: 422, json: { code: "regrade.other_lab" } });
    expect(stranger).toMatchObject({ statusCode: 404, json: { code: "assignment.not_found" } });
    expect(learner).toMatchObject({ statusCode: 403 });
  });
});

describe("a plan that looks into the accounts anew", () => {
  const recollect = { source: "recollect", lab: "same" };

  it("judges what is there now, keeps the evidence, and is applied like any other", async () => {
    const system = await aClass();
    system.accounts.set("100000000002", { isProtected: true });

    const { summary, job } = await planned(system, recollect);
    expect(summary).toMatchObject({ submissions: 2, changed: 1, up: 1, refused: 0 });
    await applied(system, job.jobId);

    const { submissionId } = system.other;
    const after = await system.table.get(SubmissionRecord, system.other);
    expect(after?.points).toBe("6");
    const grade = { submissionId, gradeId: after?.effectiveGrade ?? "" };
    const evidence = await system.table.get(EvidenceRecord, { submissionId, claim: 2 });
    expect(evidence).toBeDefined();
    expect(await system.table.get(GradeRecord, grade)).toMatchObject({
      ...{ evidenceClaim: 2, evidenceHash: evidence?.hash },
    });
    expect(await brokenInvariants(system.table)).toEqual([]);
  });

  it("refuses where the registration of the account has ended, and where a later stage counts", async () => {
    const system = await aClass();
    const ended = aBinding({ accountId: "100000000001", learnerId, expiresAt: testTime });
    await system.table.put(AccountBindingRecord, ended);
    const stages = [{ stage: "build" }, { stage: "rebuild" }];
    await system.table.put(AssignmentRecord, { ...system.assignment, stages });
    await system.table.put(SubmissionRecord, { ...system.other, ...rebuilt(system.other) });

    const { summary, planned: rows } = await planned(system, {
      ...recollect,
      select: { which: "all", stage: "build" },
    });

    expect(summary).toMatchObject({ refused: 2 });
    expect(rows?.map(({ refusal }) => refusal?.code)).toEqual([
      "regrade.account_ended",
      "regrade.later_stage_graded",
    ]);
  });
});
