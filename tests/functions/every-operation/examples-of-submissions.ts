import { getAnalytics } from "@lab-grader/core/contracts/endpoints/analytics";
import { auditCohort, listSeals, startSeal } from "@lab-grader/core/contracts/endpoints/audit";
import {
  answerInquiry,
  inquire,
  listInquiries,
  listOwnInquiries,
} from "@lab-grader/core/contracts/endpoints/inquiries";
import { cancelJob, getJob, listJobs } from "@lab-grader/core/contracts/endpoints/jobs";
import {
  countOpenWork,
  listDeadLetters,
  redrive,
} from "@lab-grader/core/contracts/endpoints/operations";
import {
  applyRegrade,
  getRegrade,
  planRegrade,
} from "@lab-grader/core/contracts/endpoints/regrades";
import {
  getUnmarked,
  markAtPlace,
  markWritten,
  overrideCriterion,
} from "@lab-grader/core/contracts/endpoints/review";
import {
  cancelSubmission,
  compareSubmissions,
  getEvidence,
  takeHint,
} from "@lab-grader/core/contracts/endpoints/submission-steps";
import {
  getSubmission,
  listSubmissions,
  submit,
} from "@lab-grader/core/contracts/endpoints/submissions";
import { type Example, example } from "./example.ts";
import type { Seeds } from "./seeds.ts";
import { staffMember, type World } from "./world.ts";

const ofCohort = ({ cohortId }: World) => ({ params: { cohortId } });
const ofAssignment = ({ assignmentId }: World) => ({ params: { assignmentId } });

async function ofGraded(_world: World, seeds: Seeds) {
  const [{ submissionId }] = await seeds.graded();
  return { params: { submissionId } };
}

async function ofPlan({ assignmentId }: World, seeds: Seeds) {
  return { params: { assignmentId, jobId: await seeds.plan() } };
}

/** The next text that is not marked. */
async function nextText(world: World, seeds: Seeds) {
  const assignmentId = await seeds.writtenAssignment();
  const { next } = await world
    .clientOf(staffMember)
    .call(getUnmarked, { params: { assignmentId }, query: { hideNames: "true" as const } });
  if (!next) throw new Error("every text is marked");
  return { assignmentId, place: next.place, seenGrade: next.gradeId };
}

/** Submissions and what follows them: review, inquiries, regrades, audits, operations. */
export const examplesOfSubmissions: readonly Example[] = [
  example(submit, "learner-02", (world) => ({ ...ofAssignment(world), body: { stage: "build" } })),
  example(listSubmissions, staffMember, async (world, seeds) => {
    const [{ learnerId }] = await seeds.graded();
    return { ...ofAssignment(world), query: { learner: learnerId } };
  }),
  example(getSubmission, "learner-01", ofGraded),
  example(getEvidence, "learner-01", ofGraded),
  example(compareSubmissions, "learner-01", async (_world, seeds) => {
    const [first, second] = await seeds.graded();
    return { params: { submissionId: first.submissionId }, query: { with: second.submissionId } };
  }),
  example(cancelSubmission, "learner-06", async (_world, seeds) => ({
    params: { submissionId: await seeds.resting(6, "queued") },
  })),
  example(takeHint, "learner-03", async (_world, seeds) => ({
    params: { submissionId: (await seeds.wanting()).submissionId },
    body: { criterion: "packing-desk", number: 1 },
  })),
  example(overrideCriterion, staffMember, async (world, seeds) => {
    const [{ submissionId }] = await seeds.graded();
    const answer = await world.clientOf(staffMember).getSubmission(submissionId);
    const seenGrade = answer.status === "changed" ? (answer.view.grade?.gradeId ?? "") : "";
    const body = { criterion: "tagged", points: 1.5, reason: "the owner is misspelt", seenGrade };
    return { params: { submissionId }, body };
  }),
  example(getUnmarked, staffMember, async (_world, seeds) => {
    await seeds.unmarked(1);
    return { params: { assignmentId: await seeds.writtenAssignment() } };
  }),
  example(markWritten, staffMember, async (world, seeds) => {
    const { submissionId } = await seeds.unmarked(11);
    const answer = await world.clientOf(staffMember).getSubmission(submissionId);
    const seenGrade = answer.status === "changed" ? (answer.view.grade?.gradeId ?? "") : "";
    const body = { criterion: "assumptions", level: 2, comment: "Which region?", seenGrade };
    return { params: { submissionId }, body };
  }),
  example(markAtPlace, staffMember, async (world, seeds) => {
    await seeds.unmarked(12);
    const { assignmentId, place, seenGrade } = await nextText(world, seeds);
    return {
      params: { assignmentId, place },
      body: { criterion: "assumptions", level: 1, seenGrade },
    };
  }),
  example(inquire, "learner-03", async (_world, seeds) => ({
    params: { submissionId: (await seeds.wanting()).submissionId },
    body: { criterion: "backup", text: "There is a backup." },
  })),
  example(listOwnInquiries, "learner-03", async (_world, seeds) => {
    await seeds.inquiry();
    return {};
  }),
  example(listInquiries, staffMember, async (world, seeds) => {
    await seeds.inquiry();
    return { ...ofCohort(world), query: { state: "open" as const } };
  }),
  example(answerInquiry, staffMember, async (_world, seeds) => ({
    params: { inquiryId: await seeds.inquiry() },
    body: { text: "It was off at 14:03.", decision: "kept" as const },
  })),
  example(planRegrade, staffMember, (world) => ({
    ...ofAssignment(world),
    body: { select: { which: "all" as const }, lab: "same", reason: "to see" },
  })),
  example(getRegrade, staffMember, ofPlan),
  example(applyRegrade, staffMember, async (world, seeds) => ({
    ...(await ofPlan(world, seeds)),
    body: { reason: "the rubric was mended" },
  })),
  example(listJobs, staffMember, async (world, seeds) => {
    await seeds.plan();
    return ofCohort(world);
  }),
  example(getJob, staffMember, async (_world, seeds) => ({
    params: { jobId: await seeds.plan() },
  })),
  example(cancelJob, staffMember, async (_world, seeds) => ({
    params: { jobId: await seeds.restingJob() },
  })),
  example(startSeal, staffMember, ofCohort),
  example(listSeals, staffMember, async (world) => {
    await world.ended(await world.clientOf(staffMember).call(startSeal, ofCohort(world)));
    return ofCohort(world);
  }),
  example(auditCohort, staffMember, ofCohort),
  example(getAnalytics, staffMember, ofAssignment),
  example(countOpenWork, staffMember, () => ({})),
  example(listDeadLetters, staffMember, () => ({ query: { day: "2026-03-01" } })),
  example(redrive, staffMember, async (_world, seeds) => ({
    params: { submissionId: await seeds.resting(10, "failed") },
    body: { reason: "AWS was down" },
  })),
];
