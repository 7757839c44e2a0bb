import type { InquiryView } from "../contracts/endpoints/inquiries.ts";
import type { Grade } from "../grading/grade.ts";
import { parseSubmissionId } from "../ids.ts";
import type { Lab } from "../lab/lab.ts";
import type { Inquiry } from "../review/inquiry.ts";
import { outcomeSummary } from "./explain-outcome.ts";
import { criteriaOfStage } from "./outcome-view.ts";
import { pointsOrNull } from "./submission-view.ts";

/** A grade with the version of the lab that it was reached by. */
export interface GradeByLab {
  readonly grade: Grade;
  readonly lab: Lab;
}

export interface InquiryViewSource {
  readonly inquiry: Inquiry;
  /** The grade that was asked about. */
  readonly about: GradeByLab;
  /** The one that is effective. */
  readonly current: GradeByLab;
  readonly audience: "learner" | "staff";
  /** The result is kept back from the learner who asks. */
  readonly isKeptBack: boolean;
  /** The learner's; for staff. */
  readonly login?: string | undefined;
}

/** An inquiry as its learner or the staff of the cohort read it. Pure. */
export function inquiryView(source: InquiryViewSource): InquiryView {
  const { inquiry, about, current, audience, isKeptBack, login } = source;
  const { inquiryId, state, assignmentId, submissionId, learnerId, criterion } = inquiry;
  const { text, askedAt, answer } = inquiry;
  const stage = parseSubmissionId(submissionId)?.stage ?? "";
  const { title = criterion } =
    criteriaOfStage(about.lab, stage).find(({ id }) => id === criterion) ?? {};
  const { evidenceClaim } = about.grade;
  return {
    ...{ inquiryId, state, assignmentId, submissionId, learnerId, stage, criterion, title },
    ...{ text, askedAt, hasChanged: about.grade.gradeId !== current.grade.gradeId },
    ...(login === undefined ? {} : { login }),
    ...(isKeptBack
      ? {}
      : {
          about: underGrade(about, stage, criterion),
          current: underGrade(current, stage, criterion),
        }),
    ...(evidenceClaim === undefined ? {} : { evidenceClaim }),
    ...(answer && {
      answer: {
        ...{ text: answer.text, decision: answer.decision, at: answer.at },
        by: audience === "staff" ? answer.by : "an instructor",
      },
    }),
  };
}

function underGrade({ grade, lab }: GradeByLab, stage: string, criterion: string) {
  const outcome = grade.outcomes.find((one) => one.criterion === `${stage}.${criterion}`);
  return {
    ...{ gradeId: grade.gradeId, at: grade.at, points: pointsOrNull(grade) },
    ...(outcome && { outcome: outcomeSummary(outcome, { lab, stage }) }),
  };
}
