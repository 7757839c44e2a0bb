import { describe, expect, it } from "vitest";
import { CohortAssignmentRecord, cohortAssignmentOf } from "../../cohorts/cohort-assignment.ts";
import { EnrolmentRecord } from "../../cohorts/enrolment.ts";
import { memoryTable } from "../../storage/memory-table.ts";
import type { Submission } from "../../submissions/submission.ts";
import { anAssignment, anEnrolment, aSubmission, someTerms } from "../../testing.ts";
import { CellRecord } from "../cell.ts";
import { foldCell } from "../fold-cell.ts";
import { readSheet } from "./read-sheet.ts";

const now = "2027-02-01T00:00:00.000Z";
const graded = aSubmission({
  ...{ state: "graded", counts: true, effectiveGrade: "grd_000000000001" },
  ...{ points: "30", judgedPoints: "40", maxPoints: "40" },
});

interface Given {
  readonly assignment?: Parameters<typeof anAssignment>[0];
  readonly terms?: Parameters<typeof someTerms>[0];
  readonly submission?: Partial<Submission> | undefined;
  readonly enrolment?: Parameters<typeof anEnrolment>[0];
}

async function sheetOf(given: Given) {
  const table = memoryTable();
  const assignment = anAssignment(given.assignment);
  const enrolment = anEnrolment(given.enrolment);
  await table.put(EnrolmentRecord, enrolment);
  await table.put(CohortAssignmentRecord, cohortAssignmentOf(assignment));
  const submissions = given.submission ? [{ ...graded, ...given.submission }] : [];
  const terms = given.terms && someTerms(given.terms);
  const { learnerId, cohortId } = enrolment;
  if (submissions.length > 0 || terms) {
    const fold = foldCell({ assignment, learnerId, terms, submissions });
    await table.put(CellRecord, { ...fold, version: 1, foldedAt: now });
  }
  return await readSheet({ cohortId, cohortName: "demo", now }, table);
}

describe("readSheet", () => {
  it.each<readonly [string, Given, object]>([
    ["points", { submission: {} }, { kind: "points", points: "30", reason: "graded" }],
    ["nothing for nothing", {}, { kind: "none", reason: "missing, closed" }],
    [
      "nothing while results are hidden",
      { submission: {}, assignment: { release: "hidden" } },
      { kind: "none", reason: "not released" },
    ],
    [
      "nothing of a learner whose result is withheld, excused or not",
      { submission: {}, terms: { withheld: true, excused: true } },
      { kind: "none", reason: "not released" },
    ],
    [
      "an excuse, whatever was handed in",
      { submission: {}, terms: { excused: true } },
      { kind: "excused" },
    ],
    [
      "what a person set in the place of the stages",
      { submission: { judgedPoints: "20" }, terms: { override: { points: "12" } } },
      { kind: "points", points: "12", reason: "set by an instructor; graded" },
    ],
    [
      "points of less than the maximum, on hold or not judged yet, as open",
      { submission: { points: "20", judgedPoints: "20" } },
      { kind: "points", points: "20", isOpen: true },
    ],
    [
      "nothing of a blocked submission, and why",
      { submission: { state: "blocked", counts: false } },
      { kind: "none", reason: "build: the account did not let us look" },
    ],
    [
      "what is left after lateness, and how late",
      {
        submission: { submittedAt: "2027-01-02T00:00:00.000Z" },
        assignment: {
          latePolicy: {
            ...{ percentPerInterval: 10, intervalSeconds: 86_400 },
            ...{ graceSeconds: 0, floorPercent: 0 },
          },
        },
      },
      { kind: "points", points: "26", reason: "build late by 1 d" },
    ],
    [
      "what is done of an assignment with more stages",
      { submission: {}, assignment: { stages: [{ stage: "build" }, { stage: "restore" }] } },
      { kind: "points", points: "30", reason: "done: build; open: restore" },
    ],
  ])("has %s", async (_, given, expected) => {
    const { rows } = await sheetOf(given);

    expect(rows[0]?.cells).toEqual([expect.objectContaining(expected)]);
  });

  it("calls a learner without a name by the login", async () => {
    const { rows } = await sheetOf({});

    expect(rows[0]?.learner).toMatchObject({ name: "learner-01", moodleUsername: "learner-01" });
  });

  it("leaves out who was dropped, with the result that stays", async () => {
    const { rows } = await sheetOf({ submission: {}, enrolment: { state: "dropped" } });

    expect(rows).toEqual([]);
  });
});
