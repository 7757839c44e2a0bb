import type { Command } from "../command.ts";
import { accountRebindCommand } from "../commands/account-rebind.ts";
import { accountRegisterCommand } from "../commands/account-register.ts";
import { accountRotateCommand } from "../commands/account-rotate.ts";
import { accountStatusCommand } from "../commands/account-status.ts";
import { accountVerifyCommand } from "../commands/account-verify.ts";
import { analyticsCommand } from "../commands/analytics.ts";
import { answerCommand } from "../commands/answer.ts";
import { assignmentChangeCommand } from "../commands/assignment-change.ts";
import { assignmentCreateCommand } from "../commands/assignment-create.ts";
import { assignmentListCommand } from "../commands/assignment-list.ts";
import { assignmentShowCommand } from "../commands/assignment-show.ts";
import { auditSealCommand } from "../commands/audit-seal.ts";
import { auditVerifyCommand } from "../commands/audit-verify.ts";
import { cancelCommand } from "../commands/cancel.ts";
import { checkCommand } from "../commands/check.ts";
import { cohortArchiveCommand } from "../commands/cohort-archive.ts";
import { cohortChangeCommand } from "../commands/cohort-change.ts";
import { cohortCreateCommand } from "../commands/cohort-create.ts";
import { cohortDropCommand } from "../commands/cohort-drop.ts";
import { cohortEnrolCommand } from "../commands/cohort-enrol.ts";
import { cohortJoinLinkCommand } from "../commands/cohort-join-link.ts";
import { cohortLearnersCommand } from "../commands/cohort-learners.ts";
import { cohortListCommand } from "../commands/cohort-list.ts";
import { cohortRestoreCommand } from "../commands/cohort-restore.ts";
import { cohortRosterCommand } from "../commands/cohort-roster.ts";
import { cohortShowCommand } from "../commands/cohort-show.ts";
import { cohortStaffCommand } from "../commands/cohort-staff.ts";
import { compareCommand } from "../commands/compare.ts";
import { deadLettersCommand } from "../commands/dead-letters.ts";
import { driftCommand } from "../commands/drift.ts";
import { evidenceCommand } from "../commands/evidence.ts";
import { excuseCommand } from "../commands/excuse.ts";
import { exportCommand } from "../commands/export.ts";
import { extendCommand } from "../commands/extend.ts";
import { gradebookCommand } from "../commands/gradebook.ts";
import { hintCommand } from "../commands/hint.ts";
import { holdCommand } from "../commands/hold.ts";
import { inquireCommand } from "../commands/inquire.ts";
import { inquiriesCommand } from "../commands/inquiries.ts";
import { jobCommand } from "../commands/job.ts";
import { jobsCommand } from "../commands/jobs.ts";
import { joinCommand } from "../commands/join.ts";
import { labExplainCommand } from "../commands/lab-explain.ts";
import { labValidateCommand } from "../commands/lab-validate.ts";
import { learnerEraseCommand } from "../commands/learner-erase.ts";
import { loginCommand } from "../commands/login.ts";
import { logoutCommand } from "../commands/logout.ts";
import { markCommand } from "../commands/mark.ts";
import { operationsCommand } from "../commands/operations.ts";
import { overrideCommand } from "../commands/override.ts";
import { redriveCommand } from "../commands/redrive.ts";
import { regradeCommands } from "../commands/regrade.ts";
import { resultCommand } from "../commands/result.ts";
import { statusCommand } from "../commands/status.ts";
import { submitCommand } from "../commands/submit.ts";
import { tokenCreateCommand } from "../commands/token-create.ts";
import { tokensCommand } from "../commands/tokens.ts";
import { unholdCommand } from "../commands/unhold.ts";
import { checkoutCommand } from "./checkout-command.ts";

/** What `labgrader.mjs` can do, in the order of its help, and what it sends to a checkout for. */
export const singleFileCommands: readonly Command[] = [
  loginCommand,
  logoutCommand,
  tokenCreateCommand,
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
  assignmentListCommand,
  assignmentCreateCommand,
  assignmentShowCommand,
  assignmentChangeCommand,
  extendCommand,
  excuseCommand,
  operationsCommand,
  deadLettersCommand,
  redriveCommand,
  ...regradeCommands,
  driftCommand,
  jobsCommand,
  jobCommand,
  auditVerifyCommand,
  auditSealCommand,
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
  labValidateCommand,
  labExplainCommand,
  checkCommand,
  checkoutCommand("demo", "it runs the whole system on your machine"),
  checkoutCommand("dev", "it runs the whole system on your machine"),
  checkoutCommand("sandbox", "it runs the local AWS"),
  checkoutCommand("try", "it needs the lab's folder and a client for every service of AWS"),
  checkoutCommand("cleanup", "it needs the lab's folder and a client for every service of AWS"),
  checkoutCommand("admin create", "who deploys has one, with AWS's client for user pools"),
  checkoutCommand("lab new", "the lab that it writes is tested there"),
  checkoutCommand("lab record", "it watches the local AWS"),
  checkoutCommand("lab test", "it plays the cases in the local AWS"),
  checkoutCommand("lab preview", "it plays the cases in the local AWS"),
  checkoutCommand("lab publish", "it first plays the cases in the local AWS"),
  checkoutCommand("lab facts", "it plays the solution in the local AWS"),
];
