import type { Command } from "../command.ts";
import { accountRebindCommand } from "./account-rebind.ts";
import { accountRegisterCommand } from "./account-register.ts";
import { accountRotateCommand } from "./account-rotate.ts";
import { accountStatusCommand } from "./account-status.ts";
import { accountVerifyCommand } from "./account-verify.ts";
import { analyticsCommand } from "./analytics.ts";
import { answerCommand } from "./answer.ts";
import { assignmentChangeCommand } from "./assignment-change.ts";
import { assignmentCreateCommand } from "./assignment-create.ts";
import { assignmentListCommand } from "./assignment-list.ts";
import { assignmentShowCommand } from "./assignment-show.ts";
import { auditSealCommand } from "./audit-seal.ts";
import { auditVerifyCommand } from "./audit-verify.ts";
import { cancelCommand } from "./cancel.ts";
import { cohortArchiveCommand } from "./cohort-archive.ts";
import { cohortChangeCommand } from "./cohort-change.ts";
import { cohortCreateCommand } from "./cohort-create.ts";
import { cohortDropCommand } from "./cohort-drop.ts";
import { cohortEnrolCommand } from "./cohort-enrol.ts";
import { cohortJoinLinkCommand } from "./cohort-join-link.ts";
import { cohortLearnersCommand } from "./cohort-learners.ts";
import { cohortListCommand } from "./cohort-list.ts";
import { cohortRestoreCommand } from "./cohort-restore.ts";
import { cohortRosterCommand } from "./cohort-roster.ts";
import { cohortShowCommand } from "./cohort-show.ts";
import { cohortStaffCommand } from "./cohort-staff.ts";
import { compareCommand } from "./compare.ts";
import { deadLettersCommand } from "./dead-letters.ts";
import { driftCommand } from "./drift.ts";
import { evidenceCommand } from "./evidence.ts";
import { excuseCommand } from "./excuse.ts";
import { exportCommand } from "./export.ts";
import { extendCommand } from "./extend.ts";
import { gradebookCommand } from "./gradebook.ts";
import { hintCommand } from "./hint.ts";
import { holdCommand } from "./hold.ts";
import { inquireCommand } from "./inquire.ts";
import { inquiriesCommand } from "./inquiries.ts";
import { jobCommand } from "./job.ts";
import { jobsCommand } from "./jobs.ts";
import { joinCommand } from "./join.ts";
import { labListCommand } from "./lab-list.ts";
import { labSheetCommand } from "./lab-sheet.ts";
import { labShowCommand } from "./lab-show.ts";
import { learnerEraseCommand } from "./learner-erase.ts";
import { loginCommand } from "./login.ts";
import { logoutCommand } from "./logout.ts";
import { markCommand } from "./mark.ts";
import { operationsCommand } from "./operations.ts";
import { overrideCommand } from "./override.ts";
import { redriveCommand } from "./redrive.ts";
import { regradeCommands } from "./regrade.ts";
import { resultCommand } from "./result.ts";
import { statusCommand } from "./status.ts";
import { submitCommand } from "./submit.ts";
import { tokenCreateCommand } from "./token-create.ts";
import { tokensCommand } from "./tokens.ts";
import { unholdCommand } from "./unhold.ts";

/** What needs the service and nothing else, in the order of the help: in a checkout and in the single file. */
export const serviceCommands: readonly Command[] = [
  loginCommand,
  logoutCommand,
  tokenCreateCommand,
  labSheetCommand,
  submitCommand,
  statusCommand,
  cancelCommand,
  compareCommand,
  evidenceCommand,
  hintCommand,
  tokensCommand,
  accountRegisterCommand,
  accountStatusCommand,
  accountVerifyCommand,
  accountRebindCommand,
  accountRotateCommand,
  cohortListCommand,
  cohortCreateCommand,
  cohortShowCommand,
  cohortChangeCommand,
  cohortStaffCommand,
  cohortRosterCommand,
  cohortLearnersCommand,
  cohortEnrolCommand,
  cohortDropCommand,
  cohortJoinLinkCommand,
  cohortArchiveCommand,
  cohortRestoreCommand,
  learnerEraseCommand,
  joinCommand,
  labListCommand,
  labShowCommand,
  assignmentListCommand,
  assignmentCreateCommand,
  assignmentShowCommand,
  assignmentChangeCommand,
  extendCommand,
  excuseCommand,
  overrideCommand,
  markCommand,
  inquireCommand,
  inquiriesCommand,
  answerCommand,
  holdCommand,
  unholdCommand,
  resultCommand,
  gradebookCommand,
  analyticsCommand,
  exportCommand,
  ...regradeCommands,
  driftCommand,
  jobsCommand,
  jobCommand,
  auditVerifyCommand,
  auditSealCommand,
  redriveCommand,
  operationsCommand,
  deadLettersCommand,
];
