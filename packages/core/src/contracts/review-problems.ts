import type { ProblemKind } from "./problem-kind.ts";

/** What can be wrong with overrides, marks, inquiries, holds and the release of results. */
export const reviewProblems = {
  "grade.changed": {
    status: 409,
    title: "Another grade counts than the one you have read",
    detail:
      "You decided over {seenGrade} ({seenPoints} of {maxPoints} points, {seenAt}). Now {effectiveGrade} counts: {effectivePoints} points, {cause} by {by} at {at}: {reason}. Read it, then decide.",
  },
  "review.no_grade": {
    status: 409,
    title: "There is no grade to decide over",
    detail: "The submission is {state} and has no grade.",
  },
  "review.grade_unknown": {
    status: 422,
    title: "The grade is not one of this submission",
    detail: "{seenGrade} is no grade of it. Read the submission; it names its grade.",
  },
  "review.criterion_unknown": {
    status: 422,
    title: "The submission has no such criterion",
    detail: "It has no criterion {criterion}. It has: {known}.",
  },
  "override.above_maximum": {
    status: 422,
    title: "More points than there are",
    detail: "{points} are more than the {maxPoints} points of {criterion}.",
  },
  "override.none": {
    status: 409,
    title: "Nothing is overridden there",
    detail: "The points of {criterion} were not set by a person.",
  },
  "override.above_total": {
    status: 422,
    title: "More points than there are",
    detail: "{points} are more than the {maxPoints} points of the assignment.",
  },
  "mark.not_written": {
    status: 422,
    title: "There is nothing to mark",
    detail: "{criterion} has no text in this submission that a person marks.",
  },
  "mark.level_unknown": {
    status: 422,
    title: "The lab has no such level",
    detail: "{criterion} has the levels 1 to {levels}, not {level}.",
  },
  "mark.nothing_here": {
    status: 404,
    title: "Nothing is to be marked at this place",
    detail: "It was marked meanwhile, or the place is not one of ours. Ask for the next one.",
  },
  "inquiry.open": {
    status: 409,
    title: "Your question about this is open",
    detail: "{inquiryId}, asked at {askedAt}, waits for its answer.",
  },
  "inquiry.not_found": {
    status: 404,
    title: "No such inquiry",
    detail: "There is no such inquiry in a cohort of yours.",
  },
  "inquiry.answered": {
    status: 409,
    title: "The inquiry is answered already",
    detail: "{by} answered it at {at} ({decision}): {text}",
  },
  "inquiry.grade_unchanged": {
    status: 422,
    title: "The grade has not changed",
    detail:
      "{gradeId} still counts, the grade that was asked about. Override or regrade first, or answer with kept.",
  },
  "hold.criterion_unknown": {
    status: 422,
    title: "The lab has no such criterion",
    detail: "The assignment's lab has no criterion {criterion}.",
  },
  "hold.attempts_unlimited": {
    status: 422,
    title: "No attempts are counted here",
    detail: "Attempts of this assignment are unlimited, so none can come back. Leave the time out.",
  },
  "hold.since_future": {
    status: 422,
    title: "The time has not come yet",
    detail: "It is {now}. Attempts come back that were spent already.",
  },
  "hold.none": {
    status: 404,
    title: "The criterion is not on hold",
    detail: "{criterion} is not on hold in this assignment. On hold: {known}.",
  },
  "result.not_released": {
    status: 409,
    title: "The result is not released yet",
    detail: "Your instructor keeps it back for now. Your submission is kept as it is.",
  },
} as const satisfies Readonly<Record<string, ProblemKind>>;
