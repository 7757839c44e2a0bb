import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { type Grade, GradeRecord } from "@lab-grader/core/grading/grade";
import { heldThemselves } from "@lab-grader/core/grading/hold-outcomes";
import { totalsOf } from "@lab-grader/core/grading/totals";
import { closedStateOf, isAttemptBy } from "@lab-grader/core/review/reviewed-grade";
import { holdsInForce } from "@lab-grader/core/submissions/holds-in-force";
import { type Submission, SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { criteriaOfStage } from "@lab-grader/core/views/outcome-view";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labReader } from "../labs.ts";
import { testIds } from "../testing.ts";
import { publishGentler, publishStricter, reason } from "./regrade-steps.ts";
import { aTestRegrader, brokenInvariants, publishVersion, regradesPath } from "./testing.ts";

const { assignmentId, learnerId, otherLearnerId } = testIds;
const holdsPath = `/v1/assignments/${assignmentId}/holds`;

const ids = ["table", "protected", "also-protected"] as const;
const criteria = fc.constantFrom(...ids);
const submissions = fc.nat(2);
const options = fc.record({ neverLower: fc.boolean(), keepOverrides: fc.boolean() });
const step = fc.oneof(
  fc.record({
    ...{ kind: fc.constant("override" as const), of: submissions, criterion: criteria },
    points: fc.option(fc.nat(1)),
  }),
  fc.record({
    ...{ kind: fc.constant("hold" as const), criterion: criteria, givesBack: fc.boolean() },
  }),
  fc.record({ kind: fc.constant("unhold" as const), criterion: criteria }),
  fc.record({
    ...{ kind: fc.constant("plan" as const), options },
    lab: fc.constantFrom("1.0.0", "1.1.0", "1.2.0", "same"),
    which: fc.constantFrom("all", "counted", "effective"),
  }),
  fc.record({
    ...{ kind: fc.constant("apply" as const), plan: fc.nat(3), giveAttemptsBack: fc.boolean() },
    adopt: fc.boolean(),
  }),
  fc.record({ kind: fc.constant("deliver" as const) }),
);
type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never;

/** Three attempts of two learners: one perfect, two without protection. */
async function aClass() {
  const system = await aTestRegrader();
  await system.table.update(AssignmentRecord, { assignmentId }, { attemptLimit: 3 }, { all: [] });
  const other = { learnerId: otherLearnerId, accountId: "100000000002" };
  const all = [
    await system.handIn({}, { learnerId, accountId: "100000000001", attemptHash: "1" }),
    await system.handIn({ isProtected: false }, { ...other, attemptHash: "2" }),
    await system.handIn({ isProtected: false }, { ...other, number: 2, attemptHash: "3" }),
  ];
  await publishVersion(system.table, "1.0.0", (given) => given);
  await publishGentler(system.table);
  await publishStricter(system.table);
  return { ...system, all, plans: [] as string[] };
}
type Class = Awaited<ReturnType<typeof aClass>>;

async function take(does: Step, system: Class): Promise<void> {
  const { ask, call, all, plans, table } = system;
  switch (does.kind) {
    case "override": {
      const chosen = all[does.of];
      const submission = chosen && (await table.get(SubmissionRecord, chosen));
      const { criterion, points } = does;
      const seenGrade = submission?.effectiveGrade;
      const path = `/v1/submissions/${submission?.submissionId}/overrides`;
      await ask("POST", path, { criterion, points, reason, seenGrade });
      return;
    }
    case "hold": {
      const since = does.givesBack ? { since: "2026-01-01T00:00:00+00:00" } : {};
      await ask("POST", holdsPath, { criterion: `build.${does.criterion}`, reason, ...since });
      return;
    }
    case "unhold":
      await release(does.criterion, call);
      return;
    case "plan": {
      const { which, lab } = does;
      const body = { select: { which }, lab, options: does.options };
      plans.push(JobView.parse((await ask("POST", regradesPath, body)).json).jobId);
      return;
    }
    case "apply": {
      const { plan, giveAttemptsBack, adopt } = does;
      await ask("POST", `${regradesPath}/${plans[plan]}/apply`, {
        ...{ reason, giveAttemptsBack },
        ...(adopt && { adopt }),
      });
      return;
    }
    case "deliver":
      await system.drain();
      return;
    default:
      does satisfies never;
  }
}

function release(criterion: string, call: Class["call"]) {
  const path = `${holdsPath}/build.${criterion}`;
  return call({ method: "DELETE", path, login: "instructor-01", groups: "[instructor]" });
}

async function effective(submission: Submission, { table }: Class): Promise<Grade> {
  const { submissionId } = submission;
  const gradeId = (await table.get(SubmissionRecord, submission))?.effectiveGrade ?? "";
  const grade = await table.get(GradeRecord, { submissionId, gradeId });
  if (!grade) throw new Error(`no grade ${gradeId}`);
  return grade;
}

/** What a grade says of itself must follow from its outcomes, and its holds from the assignment. */
async function brokenGrade(submission: Submission, system: Class): Promise<string[]> {
  const { table } = system;
  const getLab = labReader(table);
  const assignment = await table.get(AssignmentRecord, { assignmentId });
  if (!assignment) throw new Error("no assignment");
  const grade = await effective(submission, system);
  const { outcomes, points, judgedPoints, maxPoints, state, labDigest, counts } = grade;
  const standing = criteriaOfStage(await getLab(labDigest), "build");
  const inForce = [...(await holdsInForce(assignment, labDigest, getLab))].sort();
  const held = [...heldThemselves(outcomes, standing)].sort();
  const sums = totalsOf(outcomes);
  return [
    ...(JSON.stringify(sums) === JSON.stringify({ points, judgedPoints, maxPoints })
      ? []
      : [`totals ${points}, outcomes ${sums.points}`]),
    ...(closedStateOf(outcomes) === state ? [] : [`is ${state}`]),
    ...(counts && !isAttemptBy(outcomes, "build.table") ? ["counts, and is no attempt"] : []),
    ...(held.join() === inForce.join() ? [] : [`holds ${held}, should ${inForce}`]),
  ].map((what) => `${submission.submissionId}: ${what}`);
}

/** The plan's grades are others by the time it is applied, so its version ends a hold and mends nothing. */
const adoptionDuringHold: Step[] = [
  {
    ...{ kind: "plan", lab: "1.1.0", which: "all" },
    options: { neverLower: false, keepOverrides: true },
  },
  { kind: "hold", criterion: "table", givesBack: true },
  { kind: "deliver" },
  { kind: "apply", plan: 0, giveAttemptsBack: false, adopt: true },
];

describe("overrides, holds and regrades", () => {
  it("leave whole chains, true sums and cells that are their folds, in whatever order they come", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 9 }), async (steps) => {
        const system = await aClass();

        for (const each of steps) await take(each, system);
        await system.drain();

        const broken = await Promise.all(system.all.map((each) => brokenGrade(each, system)));
        expect([...(await brokenInvariants(system.table)), ...broken.flat()]).toEqual([]);

        for (const criterion of ids) await release(criterion, system.call);
        await system.drain();
        const after = await Promise.all(system.all.map((each) => effective(each, system)));
        const left = after.flatMap(({ outcomes }) => outcomes.filter(({ held }) => held));
        expect([...(await brokenInvariants(system.table)), ...left]).toEqual([]);
      }),
      { numRuns: 60, examples: [[adoptionDuringHold]] },
    );
  });
});
