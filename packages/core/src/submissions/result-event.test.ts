import { describe, expect, it } from "vitest";
import { ResultEvent } from "../contracts/events.ts";
import { aGrade, aSubmission } from "../testing.ts";
import { resultEventOf } from "./result-event.ts";

const place = {
  version: "1",
  submissionId: aSubmission().submissionId,
  assignmentId: aSubmission().assignmentId,
  cohortId: aSubmission().cohortId,
  learnerId: aSubmission().learnerId,
  stage: "build",
  number: 1,
};

describe("resultEventOf", () => {
  it.each(["graded", "needs_review"] as const)(
    "says of %s what was judged, in decimals",
    (state) => {
      const grade = aGrade({ state, points: "11/3", judgedPoints: "20/3", maxPoints: "10" });
      const event = resultEventOf(aSubmission({ state, effectiveGrade: grade.gradeId }), grade);

      expect(ResultEvent.parse(event)).toEqual({
        detailType: "submission.graded",
        detail: {
          ...place,
          eventId: grade.gradeId,
          gradeId: grade.gradeId,
          state,
          cause: "graded",
          counts: grade.counts,
          points: 3.67,
          judgedPoints: 6.67,
          maxPoints: 10,
          at: grade.at,
        },
      });
    },
  );

  it.each(["regraded", "overridden", "marked", "held", "released"] as const)(
    "names the grade before one that was %s",
    (cause) => {
      const grade = aGrade({
        gradeId: "grd_000000000002",
        previousGrade: "grd_000000000001",
        cause,
      });
      const event = resultEventOf(aSubmission({ state: "graded" }), grade);

      expect(ResultEvent.parse(event)).toMatchObject({
        detailType: "grade.changed",
        detail: { eventId: "grd_000000000002", previousGradeId: "grd_000000000001", cause },
      });
    },
  );

  it("has no grade before one that a person gave to a failed submission", () => {
    const event = resultEventOf(aSubmission({ state: "graded" }), aGrade({ cause: "overridden" }));

    expect(ResultEvent.parse(event).detail).not.toHaveProperty("previousGradeId");
  });

  it("says why a submission failed, without points, under the submission's own id", () => {
    const closedAt = "2026-03-01T12:10:00.000Z";
    const fault = { reason: "platform.dead_letter", params: { secret: "not for the bus" } };
    const event = resultEventOf(aSubmission({ state: "failed", closedAt, fault }), undefined);

    expect(ResultEvent.parse(event)).toEqual({
      detailType: "submission.failed",
      detail: {
        ...place,
        eventId: place.submissionId,
        state: "failed",
        reason: "platform.dead_letter",
        at: closedAt,
      },
    });
  });

  it("calls a blocked submission failed, and names the grade that keeps what was judged", () => {
    const grade = aGrade({ state: "blocked", counts: false });
    const event = resultEventOf(aSubmission({ state: "blocked" }), grade);

    expect(ResultEvent.parse(event)).toEqual({
      detailType: "submission.failed",
      detail: {
        ...place,
        eventId: grade.gradeId,
        gradeId: grade.gradeId,
        state: "blocked",
        at: grade.at,
      },
    });
  });

  it.each(["canceled", "queued", "grading", "waiting"] as const)("has none for %s", (state) => {
    expect(resultEventOf(aSubmission({ state }), undefined)).toBeUndefined();
  });

  it("has neither logins nor reasons of persons", () => {
    const grade = aGrade({ cause: "overridden", by: "instructor-01", reason: "looked again" });
    const text = JSON.stringify(resultEventOf(aSubmission({ state: "graded" }), grade));

    expect(text).not.toContain("instructor-01");
    expect(text).not.toContain("looked again");
  });
});
