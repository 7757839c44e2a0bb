import { describe, expect, it } from "vitest";
import type { Assignment } from "../cohorts/assignment.ts";
import { LearnerTermsRecord, type TermsContent } from "../gradebook/learner-terms.ts";
import { aSubmission, aSystem, someTerms } from "../testing.ts";
import { acceptSubmission } from "./accept-submission.ts";
import { mostWithoutAttempt } from "./acceptance.ts";
import type { Submission } from "./submission.ts";

const now = "2026-03-02T12:00:00.000Z";
const request = {
  learnerId: aSubmission().learnerId,
  assignmentId: aSubmission().assignmentId,
  stage: "build",
  idempotencyKey: "key-of-this-request",
  body: {},
};

async function accept(from: {
  assignment?: Partial<Assignment>;
  terms?: TermsContent;
  submissions?: readonly Submission[];
}) {
  const { terms, ...values } = from;
  const system = await aSystem({ now, ...values });
  if (terms) await system.table.put(LearnerTermsRecord, someTerms(terms));
  return await acceptSubmission(request, system.deps);
}

const ended = { dueAt: "2026-02-20T00:00:00.000Z", closesAt: "2026-03-01T00:00:00.000Z" };
const anAttempt = aSubmission({
  ...{ state: "graded", counts: true, closedAt: "2026-03-02T11:55:00.000Z" },
});

describe("acceptSubmission by what was decided for the learner", () => {
  it.each<[string, TermsContent | undefined, string]>([
    ["refuses who has no extension", undefined, "assignment.closed"],
    [
      "takes who has an extension",
      { extension: { dueAt: "2026-03-05T00:00:00.000Z" } },
      "accepted",
    ],
    [
      "takes who may hand in late",
      {
        extension: { dueAt: "2026-02-25T00:00:00.000Z", closesAt: "2026-03-05T00:00:00.000Z" },
      },
      "accepted",
    ],
    [
      "refuses after the end of an extension",
      { extension: { dueAt: "2026-03-02T00:00:00.000Z" } },
      "assignment.closed",
    ],
  ])("%s", async (_, terms, expected) => {
    const acceptance = await accept({ assignment: ended, ...(terms && { terms }) });

    const outcome = acceptance.status === "refused" ? acceptance.code : acceptance.status;
    expect(outcome).toBe(expected);
  });

  it("takes no more where very many were taken back or came to nothing", async () => {
    const takenBack = Array.from({ length: mostWithoutAttempt }, (_, at) =>
      aSubmission({
        ...{ number: at + 1, idempotencyKey: `key-${at}`, state: "canceled", counts: false },
        closedAt: "2026-03-02T11:55:00.000Z",
      }),
    );

    expect(await accept({ submissions: takenBack })).toMatchObject({
      ...{ code: "submissions.too_many", params: { most: mostWithoutAttempt } },
    });
    expect(await accept({ submissions: takenBack.slice(1) })).toMatchObject({ status: "accepted" });
  });

  it("gives the attempts that were added, and names the limit with them", async () => {
    const assignment = { attemptLimit: 1 };
    const two = [anAttempt, { ...anAttempt, number: 2, idempotencyKey: "key-2" }];

    const terms = { extraAttempts: 1 };
    expect(await accept({ assignment, terms, submissions: [anAttempt] })).toMatchObject({
      status: "accepted",
    });
    expect(await accept({ assignment, terms, submissions: two })).toMatchObject({
      ...{ code: "attempts.exhausted", params: { limit: 2 } },
    });
  });

  it("takes who is excused", async () => {
    expect(await accept({ terms: { excused: true } })).toMatchObject({ status: "accepted" });
  });
});

describe("acceptSubmission with a pause between attempts", () => {
  it.each([
    ["too early", 600, "attempts.cool_down"],
    ["when it is over", 300, "accepted"],
  ])("%s", async (_, coolDownSeconds, expected) => {
    const acceptance = await accept({ assignment: { coolDownSeconds }, submissions: [anAttempt] });

    const outcome = acceptance.status === "refused" ? acceptance.code : acceptance.status;
    expect(outcome).toBe(expected);
    if (acceptance.status === "refused")
      expect(acceptance.params).toEqual({ until: "2026-03-02T12:05:00.000Z" });
  });

  it("does not make anybody wait for what was no attempt", async () => {
    const blocked = { ...anAttempt, state: "blocked" as const, counts: false };

    expect(
      await accept({ assignment: { coolDownSeconds: 600 }, submissions: [blocked] }),
    ).toMatchObject({ status: "accepted" });
  });
});

describe("the attempt that a later stage is compared with", () => {
  it("is the best after lateness", async () => {
    const scored = { judgedPoints: "40", maxPoints: "40" };
    const earlier = [
      aSubmission({
        ...{ ...anAttempt, ...scored, stage: "break", number: 1, points: "36" },
        ...{ effectiveGrade: "grd_000000000001", submittedAt: "2026-02-20T00:00:00.000Z" },
        submissionId: aSubmission({ stage: "break" }).submissionId,
      }),
      aSubmission({
        ...{ ...anAttempt, ...scored, stage: "break", number: 2, points: "40" },
        ...{ effectiveGrade: "grd_000000000002", submittedAt: "2026-03-02T00:00:00.000Z" },
        submissionId: aSubmission({ stage: "break", number: 2 }).submissionId,
      }),
    ];
    const acceptance = await accept({
      assignment: {
        dueAt: "2026-02-25T00:00:00.000Z",
        latePolicy: {
          ...{ percentPerInterval: 10, intervalSeconds: 86_400, graceSeconds: 0, floorPercent: 0 },
        },
        stages: [{ stage: "break" }, { stage: "build", comparesWith: ["break"] }],
      },
      submissions: earlier,
    });

    expect(acceptance).toMatchObject({
      submission: { comparedWith: { break: earlier[0]?.submissionId } },
    });
  });
});
