import { createHash, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createClient } from "@lab-grader/core/client";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import {
  eventSource,
  GradeChanged,
  ResultEvent,
  SubmissionFailed,
  SubmissionGraded,
} from "@lab-grader/core/contracts/events";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { roundedPoints } from "@lab-grader/core/grading/points";
import { localTimings } from "@lab-grader/core/grading/timings";
import { idFrom, parseSubmissionId } from "@lab-grader/core/ids";
import { learnerRoleName } from "@lab-grader/core/policy/trust-policy";
import { replaceGrade } from "@lab-grader/core/submissions/replace-grade";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { aGradeContent } from "@lab-grader/core/testing";
import {
  graderAccountId,
  localRegion,
  localStage,
  resourceNames,
} from "@lab-grader/sandbox/local-system/grader-account";
import { type LocalSystem, startLocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { buildSolution } from "../bench/build-solution.ts";

/** What a rule's target gets. */
const Envelope = z.strictObject({
  version: z.literal("0"),
  id: z.uuid(),
  "detail-type": z.string(),
  source: z.literal(eventSource),
  account: z.string(),
  time: z.string(),
  region: z.string(),
  resources: z.array(z.string()),
  detail: z.unknown(),
});

let system: LocalSystem;

beforeAll(async () => {
  system = await startLocalSystem({
    learners: 4,
    timings: { ...localTimings, retryDelaySeconds: 0.01, leaseDueSeconds: 0.2 },
  });
});
afterAll(() => system.close());

/** Submits, waits until everything has followed, and returns what the table then says. */
async function submitted(place: number) {
  const { login } = learner(place);
  const token = () => system.tokenFor(login);
  const client = createClient({ baseUrl: system.apiUrl, fetch, token });
  const { assignmentId } = system.cohort;
  const idempotencyKey = `key-${place}`;
  const { submissionId } = await client.call(submit, {
    params: { assignmentId },
    body: { stage: "build" },
    idempotencyKey,
  });
  await system.settled();
  return await stored(submissionId);
}

async function stored(submissionId: string) {
  const key = parseSubmissionId(submissionId);
  const submission = key && (await system.table.get(SubmissionRecord, key));
  if (!submission) throw new Error(`no submission ${submissionId}`);
  return submission;
}

function learner(place: number) {
  const found = system.cohort.learners[place];
  if (!found) throw new Error(`there is no learner ${place}`);
  return found;
}

/** What the bus took of a submission. */
function eventsOf(submissionId: string): ResultEvent[] {
  return system.sandbox.publishedEvents
    .list({ accountId: graderAccountId, region: localRegion, busName: resourceNames.eventBus })
    .map(({ event }) => resultEventIn(event))
    .filter(({ detail }) => detail.submissionId === submissionId);
}

function resultEventIn(event: unknown): ResultEvent {
  const { "detail-type": detailType, detail } = Envelope.parse(event);
  return ResultEvent.parse({ detailType, detail });
}

describe("on the event bus of the local system", () => {
  it("a graded submission is one event, and says what the grade says", async () => {
    await buildSolution(system.sandboxUrl, learner(0));

    const submission = await submitted(0);

    const { submissionId, assignmentId, cohortId, learnerId, effectiveGrade = "" } = submission;
    const grade = await system.table.get(GradeRecord, { submissionId, gradeId: effectiveGrade });
    expect(eventsOf(submissionId)).toEqual([
      {
        detailType: "submission.graded",
        detail: {
          ...{ version: "1", submissionId, assignmentId, cohortId, learnerId },
          ...{ stage: "build", number: 1, state: "graded", cause: "graded", counts: true },
          ...{ eventId: effectiveGrade, gradeId: effectiveGrade, at: grade?.at },
          points: roundedPoints(submission.points ?? "0"),
          judgedPoints: roundedPoints(submission.judgedPoints ?? "0"),
          maxPoints: roundedPoints(submission.maxPoints ?? "0"),
        },
      },
    ]);
    expect(submission.points).toBe("40");
  });

  it("a blocked submission has failed, under the id of what could be judged", async () => {
    system.sandbox.accounts.get(learner(1).accountId).deleteRole(learnerRoleName(localStage));

    const { submissionId, effectiveGrade } = await submitted(1);

    expect(eventsOf(submissionId)).toMatchObject([
      { detailType: "submission.failed", detail: { eventId: effectiveGrade, state: "blocked" } },
    ]);
  });

  it("a submission that AWS never let finish has failed, under its own id, with the reason", async () => {
    const { accountId } = learner(2);
    system.sandbox.accounts.get(accountId).changeSwitches({ serverErrors: ["dynamodb:*"] });

    const { submissionId, fault } = await submitted(2);

    expect(eventsOf(submissionId)).toMatchObject([
      {
        detailType: "submission.failed",
        detail: { eventId: submissionId, state: "failed", reason: fault?.reason },
      },
    ]);
  });

  it("another grade is announced by the reconciler when its author dies before the event", async () => {
    const { submissionId, effectiveGrade } = await submitted(3);

    const replacing = replaceGrade(
      {
        submissionId,
        seenGrade: effectiveGrade,
        cause: "overridden",
        by: "instructor-01",
        reason: "looked at again",
        judgement: { ...aGradeContent({ points: "11/3", counts: true }), state: "graded" },
      },
      {
        table: system.table,
        timings: { ...localTimings, leaseDueSeconds: 0.2 },
        now: () => new Date().toISOString(),
        hash: (text) => createHash("sha256").update(text).digest("hex"),
        newId: (prefix) => idFrom(prefix, randomBytes(8)),
        announce: async () => {
          throw new Error("died");
        },
      },
    );
    await expect(replacing).rejects.toThrow("died");
    await system.settled();

    const { effectiveGrade: changed } = await stored(submissionId);
    expect(changed).not.toBe(effectiveGrade);
    expect(eventsOf(submissionId)).toMatchObject([
      { detailType: "submission.graded", detail: { eventId: effectiveGrade } },
      {
        detailType: "grade.changed",
        detail: {
          eventId: changed,
          previousGradeId: effectiveGrade,
          cause: "overridden",
          points: 3.67,
        },
      },
    ]);
  });
});

describe("docs/events.md", () => {
  it("shows each event as a rule's target gets it", async () => {
    const page = await readFile(new URL("../../docs/events.md", import.meta.url), "utf8");
    const examples = [...page.matchAll(/^### ([a-z.]+)\n\n```json\n(.*?)```/gms)].map(
      ([, title, json = ""]) => ({ title, event: resultEventIn(JSON.parse(json)) }),
    );

    expect(examples.map(({ title, event }) => [title, event.detailType])).toEqual(
      ResultEvent.options.map(({ shape }) => [shape.detailType.value, shape.detailType.value]),
    );
  });

  it("has a line for every field", async () => {
    const page = await readFile(new URL("../../docs/events.md", import.meta.url), "utf8");
    const rows = [...page.matchAll(/^\| (`.*?) \|/gm)].map(([, first = ""]) => first);
    const documented = rows.flatMap((row) => [...row.matchAll(/`(\w+)`/g)].map(([, name]) => name));

    const fields = [SubmissionGraded, GradeChanged, SubmissionFailed].flatMap(({ shape }) =>
      Object.keys(shape),
    );
    expect(new Set(documented)).toEqual(new Set(fields));
  });
});
