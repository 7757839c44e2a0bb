import { analytics } from "./english/analytics.ts";
import { assignmentForm } from "./english/assignment-form.ts";
import { assignments } from "./english/assignments.ts";
import { cell } from "./english/cell.ts";
import { cohortList } from "./english/cohort-list.ts";
import { cohortSettings } from "./english/cohort-settings.ts";
import { cohorts } from "./english/cohorts.ts";
import { commandLine } from "./english/command-line.ts";
import { gradebook } from "./english/gradebook.ts";
import { join } from "./english/join.ts";
import { labs } from "./english/labs.ts";
import { learner } from "./english/learner.ts";
import { operations } from "./english/operations.ts";
import { audit, exports, jobs } from "./english/records.ts";
import { regrades } from "./english/regrades.ts";
import { review } from "./english/review.ts";
import { roster } from "./english/roster.ts";
import { rubric } from "./english/rubric.ts";
import { sandbox } from "./english/sandbox.ts";
import { faults, outcomes, parts, shell, signIn, times } from "./english/shell.ts";
import { stages } from "./english/stages.ts";
import { comparison, evidence } from "./english/submission-facts.ts";
import { inquiries, submissions } from "./english/submissions.ts";

/** The texts in English, by the part of the application that shows them. */
export const english = {
  ...{ faults, outcomes, parts, shell, signIn, times },
  ...{
    analytics,
    assignments,
    cohorts,
    commandLine,
    gradebook,
    jobs,
    labs,
    operations,
    regrades,
    review,
    rubric,
  },
  cell,
  learner,
  cohortList,
  cohortSettings,
  ...{ assignmentForm, audit, exports },
  ...{ comparison, evidence, inquiries, join, roster, sandbox, stages, submissions },
};
