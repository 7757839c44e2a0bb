import { inquiries } from "./review-inquiries.ts";
import { marking } from "./review-marking.ts";

/** What staff decide over a grade. */
export const review = {
  ...{ inquiries, marking },
  decide: "Decide",
  decideOn: (title: string) => `Decide on: ${title}`,
  actions: {
    mark: "Mark the text …",
    override: "Set the points …",
    takeBack: "Take the override back …",
    hold: "Put on hold for everybody …",
    release: "End the hold …",
  },
  countsNow: (points: string, total: string) =>
    `Now: ${points} points; the submission has ${total}.`,
  overtakenTitle: "Another grade counts since you opened this",
  overtaken: ({
    cause,
    by,
    at,
    reason,
    points,
  }: {
    readonly cause: string;
    readonly by: string;
    readonly at: string;
    readonly reason: string | undefined;
    readonly points: string;
  }) =>
    `It was ${cause}${by === "" ? "" : ` by ${by}`} on ${at}${reason === undefined ? "" : ` (${reason})`}. The submission has ${points} points now. Nothing of yours was written; what you typed is still here.`,
  overtakenAccept: "Decide over this grade",
  causes: {
    graded: "graded",
    regraded: "regraded",
    overridden: "overridden",
    marked: "marked",
    held: "put on hold",
    released: "taken off hold",
  },
  overrideTitle: "Set the points of a criterion",
  overrideConfirm: "Set the points",
  points: (most: string) => `Points, 0 to ${most}`,
  pointsProblem: (most: string) =>
    `Type a number from 0 to ${most}, with at most 2 decimals, such as 2.5.`,
  overridden: (title: string, points: string) => `“${title}” has ${points} points now.`,
  reason: "Reason",
  reasonShown: "The learner reads it, with “an instructor” instead of your name.",
  reasonKept: "It is kept with the grade.",
  reasonHeld: "Learners read it beside the criterion.",
  reasonMissing: "Say why, in a few words.",
  reasonTooLong: (length: number, longest: number) =>
    `That is ${length} characters; at most ${longest} are kept.`,
  takeBackTitle: "Take the override back",
  takeBackConfirm: "Take it back",
  judgedAgain: (outcome: string, points: string) =>
    `What was judged counts again: ${outcome}, ${points} points.`,
  takenBack: (title: string) => `“${title}” counts as it was judged.`,
  markTitle: "Mark a written part",
  markConfirm: "Mark it",
  written: "What was written",
  writtenNothing: "Nothing was written.",
  level: "Which of the lab's levels does it reach?",
  levelMissing: "Choose a level.",
  levelPoints: (level: number, points: string) => `Level ${level}: ${points} points`,
  comment: "Comment for the learner",
  commentShown: "Optional; at most 2,000 characters.",
  marked: (title: string, level: number) => `“${title}” reaches level ${level}.`,
  holdTitle: "Put a criterion on hold",
  holdConfirm: "Put on hold",
  holdMeans:
    "For the whole class, from now on: it counts in neither direction, not as the gate, and nothing waits for it. Past grades follow as a job. Verdicts are kept, so ending the hold gives every grade back as it was.",
  givesBack: (since: string) => `Give back the attempts that it has spoilt since ${since}`,
  givesBackMeans:
    "The time of this submission. What comes back leaves the gradebook until the learner submits again.",
  held: (title: string) => `“${title}” is on hold. Past grades follow as a job.`,
  releaseTitle: "End the hold of a criterion",
  releaseConfirm: "End the hold",
  releaseMeans:
    "For the whole class: it counts again as it was judged. Overrides and marks made meanwhile stay. Past grades follow as a job.",
  released: (title: string) => `“${title}” counts again. Past grades follow as a job.`,
  staffTitle: "For staff",
  learner: "Learner",
  countingGrade: "Grade that counts",
  gradeSource: (cause: string, by: string, at: string) => `${cause} by ${by}, ${at}`,
  noGrade: "none",
  arrived: "Really arrived",
  toCell: "Result in this assignment",
  toAssignment: "Assignment",
  toEvidence: "Evidence",
  toRubric: "Rubric",
  redrive: "Grade it again …",
  redriveTitle: "Grade a failed submission again",
  redriveConfirm: "Grade it again",
  redriveMeans:
    "Our side could not finish it. It is graded again as a new submission with the time of this one; the learner needn't do anything, and no rule that came up since applies.",
  redriveReasonKept: "Kept with the new submission.",
  redriven: (submissionId: string) => `It is graded again as ${submissionId}.`,
};
