import type { Endpoint } from "../endpoint.ts";
import { getAnalytics } from "./analytics.ts";
import { readArchivePart, restoreArchive } from "./archive.ts";
import {
  changeAssignment,
  createAssignment,
  getAssignment,
  listAssignments,
} from "./assignments.ts";
import { auditCohort, listSeals, startSeal } from "./audit.ts";
import {
  changeCohort,
  createCohort,
  createJoinLink,
  getCohort,
  joinCohort,
  listCohorts,
  revokeJoinLink,
  setStaff,
} from "./cohorts.ts";
import { eraseLearner } from "./erasure.ts";
import { exportGradebook } from "./exports.ts";
import { getGradebook } from "./gradebook.ts";
import { getCohortGradebook, getOwnGradebook } from "./gradebook-matrix.ts";
import { holdCriterion, releaseCriterion } from "./holds.ts";
import { answerInquiry, inquire, listInquiries, listOwnInquiries } from "./inquiries.ts";
import { cancelJob, getJob, listJobs } from "./jobs.ts";
import { getAssignmentLab, getLabRubric, listLabs, publishLab } from "./labs.ts";
import { createOneTimeToken } from "./one-time.ts";
import { getOpenApi } from "./openapi.ts";
import { countOpenWork, listDeadLetters, redrive } from "./operations.ts";
import { applyRegrade, getRegrade, planRegrade } from "./regrades.ts";
import { getUnmarked, markAtPlace, markWritten, overrideCriterion } from "./review.ts";
import { dropLearner, enrolLearner, importRoster, listLearners } from "./roster.ts";
import {
  getLearnersSandboxAccount,
  getSandboxAccount,
  rebindSandboxAccount,
  registerSandboxAccount,
  rotateExternalIdOfAccount,
  rotateLearnersExternalId,
  verifySandboxAccount,
} from "./sandbox-accounts.ts";
import { listCallsToSign, openSignedSession, sendSignature } from "./signed-sessions.ts";
import { cancelSubmission, compareSubmissions, getEvidence, takeHint } from "./submission-steps.ts";
import { getSubmission, listSubmissions, submit } from "./submissions.ts";
import { getTerms, overrideCell, setTerms, spendLateTokens, withholdCell } from "./terms.ts";

/** Every operation of the API; OpenAPI is written from this list. */
export const allEndpoints: readonly Endpoint[] = [
  getOpenApi,
  publishLab,
  listLabs,
  getLabRubric,
  listCohorts,
  createCohort,
  getCohort,
  changeCohort,
  setStaff,
  createJoinLink,
  revokeJoinLink,
  joinCohort,
  importRoster,
  listLearners,
  enrolLearner,
  dropLearner,
  readArchivePart,
  restoreArchive,
  eraseLearner,
  listAssignments,
  createAssignment,
  getAssignment,
  getAssignmentLab,
  changeAssignment,
  getTerms,
  setTerms,
  spendLateTokens,
  overrideCell,
  withholdCell,
  overrideCriterion,
  markWritten,
  getUnmarked,
  markAtPlace,
  inquire,
  listOwnInquiries,
  listInquiries,
  answerInquiry,
  holdCriterion,
  releaseCriterion,
  submit,
  listSubmissions,
  getSubmission,
  createOneTimeToken,
  cancelSubmission,
  takeHint,
  getEvidence,
  compareSubmissions,
  getGradebook,
  getCohortGradebook,
  getOwnGradebook,
  listJobs,
  getJob,
  cancelJob,
  planRegrade,
  getRegrade,
  applyRegrade,
  getSandboxAccount,
  registerSandboxAccount,
  verifySandboxAccount,
  rotateExternalIdOfAccount,
  getLearnersSandboxAccount,
  rebindSandboxAccount,
  rotateLearnersExternalId,
  listSeals,
  startSeal,
  auditCohort,
  countOpenWork,
  listDeadLetters,
  redrive,
  openSignedSession,
  listCallsToSign,
  sendSignature,
  getAnalytics,
  exportGradebook,
];
