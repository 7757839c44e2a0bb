import {
  changeAssignment,
  createAssignment,
  getAssignment,
  listAssignments,
} from "@lab-grader/core/contracts/endpoints/assignments";
import { exportGradebook } from "@lab-grader/core/contracts/endpoints/exports";
import { getGradebook } from "@lab-grader/core/contracts/endpoints/gradebook";
import {
  getCohortGradebook,
  getOwnGradebook,
} from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { holdCriterion, releaseCriterion } from "@lab-grader/core/contracts/endpoints/holds";
import {
  getAssignmentLab,
  getLabRubric,
  listLabs,
  publishLab,
} from "@lab-grader/core/contracts/endpoints/labs";
import { createOneTimeToken } from "@lab-grader/core/contracts/endpoints/one-time";
import {
  getTerms,
  overrideCell,
  setTerms,
  spendLateTokens,
  withholdCell,
} from "@lab-grader/core/contracts/endpoints/terms";
import { type Example, example } from "./example.ts";
import { anotherVersion, proofOfAnotherVersion } from "./lab-sources.ts";
import type { Seeds } from "./seeds.ts";
import { staffMember, type World } from "./world.ts";

const ofAssignment = ({ assignmentId }: World) => ({ params: { assignmentId } });
const reason = "was ill";

/** What is decided for learner-09 in the late assignment, and its version. */
async function decided(world: World, seeds: Seeds) {
  const { learnerId = "" } = world.system.cohort.learners[8] ?? {};
  const params = { assignmentId: await seeds.lateAssignment(), learnerId };
  const { version } = await world.clientOf(staffMember).call(getTerms, { params });
  return { params, version };
}

/** Labs, assignments, what is decided for learners, gradebooks, holds. */
export const examplesOfAssignments: readonly Example[] = [
  example(publishLab, staffMember, () => ({
    body: { source: anotherVersion(), sheet: "# Do this", proof: proofOfAnotherVersion() },
  })),
  example(listLabs, staffMember, () => ({})),
  example(getLabRubric, staffMember, () => ({
    params: { labId: "dynamodb-introduction", version: "1.0.0" },
  })),
  example(getAssignmentLab, "learner-02", ofAssignment),
  example(listAssignments, "learner-02", () => ({ query: { lab: "dynamodb-introduction" } })),
  example(createAssignment, staffMember, ({ cohortId }) => ({
    params: { cohortId },
    body: {
      ...{ lab: "dynamodb-introduction", labVersion: "1.0.0", title: "Once more" },
      ...{ opensAt: "2026-01-01T00:00:00Z", dueAt: "2026-02-01T00:00:00+01:00" },
      ...{ timeZone: "Europe/Berlin", attemptLimit: 3, keep: "last" as const, canvasId: "4711" },
    },
  })),
  example(getAssignment, "learner-02", ofAssignment),
  example(changeAssignment, staffMember, async (world) => {
    const { version } = await world.clientOf(staffMember).call(getAssignment, ofAssignment(world));
    return { ...ofAssignment(world), body: { version, title: "Renamed", hints: "free" as const } };
  }),
  example(getTerms, staffMember, async (world, seeds) => {
    const { params } = await decided(world, seeds);
    return { params };
  }),
  example(setTerms, staffMember, async (world, seeds) => {
    const { params, version } = await decided(world, seeds);
    const extension = { dueAt: "2026-01-09T00:00:00Z" };
    return { params, body: { version, reason, extension, extraAttempts: 1, isExcused: false } };
  }),
  example(overrideCell, staffMember, async (world, seeds) => {
    const { params, version } = await decided(world, seeds);
    return { params, body: { version, reason, points: 17.5 } };
  }),
  example(withholdCell, staffMember, async (world, seeds) => {
    const { params, version } = await decided(world, seeds);
    return { params, body: { version, reason, isWithheld: true } };
  }),
  example(spendLateTokens, "learner-09", async (_world, seeds) => ({
    params: { assignmentId: await seeds.lateAssignment() },
    body: { count: 1 },
  })),
  example(createOneTimeToken, "learner-08", (world) => ({
    ...ofAssignment(world),
    body: { stage: "build" },
  })),
  example(getGradebook, staffMember, (world) => ({
    ...ofAssignment(world),
    query: { limit: "5" },
  })),
  example(getCohortGradebook, staffMember, async ({ cohortId }, seeds) => {
    await seeds.graded();
    return { params: { cohortId }, query: { limit: "200", dropped: "true" as const } };
  }),
  example(getOwnGradebook, "learner-01", async (_world, seeds) => {
    await seeds.graded();
    return {};
  }),
  example(exportGradebook, staffMember, ({ cohortId }) => ({
    params: { cohortId, format: "csv" },
  })),
  example(holdCriterion, staffMember, async (_world, seeds) => ({
    params: { assignmentId: await seeds.lateAssignment() },
    body: { criterion: "build.encrypted", reason: "AWS has changed its default" },
  })),
  example(releaseCriterion, staffMember, async (world, seeds) => {
    const assignmentId = await seeds.lateAssignment();
    await world.clientOf(staffMember).call(holdCriterion, {
      params: { assignmentId },
      body: { criterion: "build.tagged", reason: "unclear" },
    });
    return { params: { assignmentId, criterion: "build.tagged" }, query: { reason: "mended" } };
  }),
];
