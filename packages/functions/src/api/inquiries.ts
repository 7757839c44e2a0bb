import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import {
  answerInquiry,
  type InquiryList,
  type InquiryView,
  inquire,
  inquiryPageSize,
  listInquiries,
  listOwnInquiries,
} from "@lab-grader/core/contracts/endpoints/inquiries";
import { newestTerms } from "@lab-grader/core/gradebook/learner-terms";
import { GradeRecord } from "@lab-grader/core/grading/grade";
import { InquiryId, parseSubmissionId } from "@lab-grader/core/ids";
import {
  answerInquiry as answer,
  findInquiry,
  findInquiryById,
  followInquiry,
} from "@lab-grader/core/review/answer-inquiry";
import { askAboutGrade } from "@lab-grader/core/review/ask-about-grade";
import {
  CohortInquiryRecord,
  cohortInquiryPrefix,
  type Inquiry,
  LearnerInquiryRecord,
} from "@lab-grader/core/review/inquiry";
import { SubmissionRecord } from "@lab-grader/core/submissions/submission";
import { criteriaOfStage } from "@lab-grader/core/views/outcome-view";
import { isWithheld, notReleased } from "@lab-grader/core/views/submission-view";
import { findLearnerId, isStaffOf, openCohort, requireRight } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import { openSubmission } from "./open-submission.ts";
import { route } from "./route.ts";

/** `POST /v1/submissions/{submissionId}/inquiries` */
const ask: ApiHandler<typeof inquire> = async ({ identity, params, body }, deps) => {
  const access = await openSubmission(params.submissionId, identity, deps.table);
  const { submission, audience } = access;
  if (audience !== "learner") throw new VisibleError("submission.not_found");
  const { effectiveGrade: gradeId, state, stage } = submission;
  if (notReleased(access)) throw new VisibleError("result.not_released");
  if (gradeId === undefined || isWithheld(submission, access))
    throw new VisibleError("review.no_grade", { params: { state } });

  const { criterion, text } = body;
  const grade = await getGrade(submission.submissionId, gradeId, deps);
  const visible = criteriaOfStage(await deps.getLab(grade.labDigest), stage)
    .filter(({ isHidden }) => !isHidden)
    .filter(({ name }) => grade.outcomes.some((outcome) => outcome.criterion === name));
  if (!visible.some(({ id }) => id === criterion))
    throw new VisibleError("review.criterion_unknown", {
      params: { criterion, known: visible.map(({ id }) => id).join(", ") },
      path: "body.criterion",
    });
  const asking = await askAboutGrade({ submission, gradeId, criterion, text }, deps);
  if (asking.status === "open") {
    const { inquiryId, askedAt } = asking.inquiry;
    throw new VisibleError("inquiry.open", { params: { inquiryId, askedAt } });
  }
  return { body: await viewed(asking.inquiry, "learner", deps) };
};

/** `GET /v1/inquiries` */
const listOwn: ApiHandler<typeof listOwnInquiries> = async ({ identity, query }, deps) => {
  const learnerId = await findLearnerId(identity, deps.table);
  if (learnerId === undefined) return { body: { inquiries: [] } };
  const { items, cursor } = await deps.table.list(LearnerInquiryRecord, {
    ...{ pk: learnerId, prefix: "inquiry#", descending: true, limit: inquiryPageSize },
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  const found = await Promise.all(items.map((place) => findInquiry(place, deps.table)));
  return { body: await pageOf(found, { cursor, audience: "learner" }, deps) };
};

/** `GET /v1/cohorts/{cohortId}/inquiries?state=` */
const list: ApiHandler<typeof listInquiries> = async ({ identity, params, query }, deps) => {
  const { table } = deps;
  const { cohortId } = params;
  await openCohort(cohortId, identity, { table, right: "read" });
  const { state = "open" } = query;
  const { items, cursor } = await table.list(CohortInquiryRecord, {
    ...{ pk: cohortId, prefix: cohortInquiryPrefix(state), limit: inquiryPageSize },
    ...(query.cursor === undefined ? {} : { cursor: query.cursor }),
  });
  const found = await Promise.all(items.map((place) => findInquiry(place, table)));
  // What a crash left in the wrong list is put right by whoever meets it.
  const astray = found.filter((one) => one !== undefined && one.state !== state);
  await Promise.all(astray.map((one) => one && followInquiry(one, table)));
  const shown = found.filter((one) => one?.state === state);
  return { body: await pageOf(shown, { cursor, audience: "staff" }, deps) };
};

/** `POST /v1/inquiries/{inquiryId}/answer` */
const reply: ApiHandler<typeof answerInquiry> = async ({ identity, params, body }, deps) => {
  const { table, now } = deps;
  const inquiry = InquiryId.safeParse(params.inquiryId).success
    ? await findInquiryById(params.inquiryId, table)
    : undefined;
  if (!inquiry || !(await isStaffOf(inquiry.cohortId, identity, table)))
    throw new VisibleError("inquiry.not_found");
  await requireRight(inquiry.cohortId, identity, { table, right: "mark" });

  const { effectiveGrade: gradeId = inquiry.gradeId } = (await findSubmission(inquiry, deps)) ?? {};
  const said = { ...body, by: identity.login, at: now(), gradeId };
  const answering = await answer(inquiry, said, table);
  if (answering.status === "grade_unchanged")
    throw new VisibleError("inquiry.grade_unchanged", {
      params: { gradeId: inquiry.gradeId },
      path: "body.decision",
    });
  if (answering.status === "answered_before") {
    const { by = "", at = "", decision = "", text = "" } = answering.inquiry.answer ?? {};
    throw new VisibleError("inquiry.answered", { params: { by, at, decision, text } });
  }
  return { body: await viewed(answering.inquiry, "staff", deps) };
};

export const inquiryRoutes = [
  route(inquire, ask),
  route(listOwnInquiries, listOwn),
  route(listInquiries, list),
  route(answerInquiry, reply),
];

async function pageOf(
  inquiries: readonly (Inquiry | undefined)[],
  {
    cursor,
    audience,
  }: { readonly cursor: string | undefined; readonly audience: "learner" | "staff" },
  deps: ApiDeps,
): Promise<InquiryList> {
  const known = inquiries.filter((one) => one !== undefined);
  return {
    inquiries: await Promise.all(known.map((one) => viewed(one, audience, deps))),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

async function viewed(
  inquiry: Inquiry,
  audience: "learner" | "staff",
  deps: ApiDeps,
): Promise<InquiryView> {
  const { table, getLab } = deps;
  const { submissionId, gradeId } = inquiry;
  const [submission, assignment, terms, enrolment, about] = await Promise.all([
    findSubmission(inquiry, deps),
    table.get(AssignmentRecord, inquiry),
    newestTerms(inquiry, table),
    audience === "staff" ? table.get(EnrolmentRecord, inquiry) : undefined,
    getGrade(submissionId, gradeId, deps),
  ]);
  if (!submission || !assignment) throw new Error(`${submissionId} is gone`);
  const { effectiveGrade = gradeId } = submission;
  const current =
    effectiveGrade === gradeId ? about : await getGrade(submissionId, effectiveGrade, deps);
  const [labThen, labNow, { inquiryView }] = await Promise.all([
    getLab(about.labDigest),
    getLab(current.labDigest),
    import("@lab-grader/core/views/inquiry-view"),
  ]);
  return inquiryView({
    ...{ inquiry, audience, login: enrolment?.login },
    about: { grade: about, lab: labThen },
    current: { grade: current, lab: labNow },
    isKeptBack: isWithheld(submission, { assignment, audience, terms }),
  });
}

async function findSubmission({ submissionId }: Inquiry, { table }: ApiDeps) {
  const key = parseSubmissionId(submissionId);
  return key && (await table.get(SubmissionRecord, key));
}

async function getGrade(submissionId: string, gradeId: string, { table }: ApiDeps) {
  const grade = await table.get(GradeRecord, { submissionId, gradeId });
  if (!grade) throw new Error(`the grade ${gradeId} of ${submissionId} is not stored`);
  return grade;
}
