import { readArchivePart, restoreArchive } from "@lab-grader/core/contracts/endpoints/archive";
import {
  changeCohort,
  createCohort,
  createJoinLink,
  getCohort,
  joinCohort,
  listCohorts,
  revokeJoinLink,
  setStaff,
} from "@lab-grader/core/contracts/endpoints/cohorts";
import { eraseLearner } from "@lab-grader/core/contracts/endpoints/erasure";
import {
  dropLearner,
  enrolLearner,
  importRoster,
  listLearners,
} from "@lab-grader/core/contracts/endpoints/roster";
import { type Example, example } from "./example.ts";
import { staffMember, type World } from "./world.ts";

const ofCohort = ({ cohortId }: World) => ({ params: { cohortId } });

const expiresAt = "2099-01-01T00:00:00Z";

async function versionOf(world: World): Promise<number> {
  return (await world.clientOf(staffMember).call(getCohort, ofCohort(world))).version;
}

/** Cohorts, rosters, archives. */
export const examplesOfPeople: readonly Example[] = [
  example(listCohorts, staffMember, () => ({})),
  example(createCohort, staffMember, () => ({
    body: { name: "spring", startsAt: "2027-03-01T00:00:00Z", endsAt: "2027-07-31T00:00:00Z" },
  })),
  example(getCohort, staffMember, ofCohort),
  example(changeCohort, staffMember, async (world) => ({
    ...ofCohort(world),
    body: { version: await versionOf(world), name: "demo, renamed" },
  })),
  example(setStaff, staffMember, async (world) => ({
    ...ofCohort(world),
    body: {
      version: await versionOf(world),
      staff: [
        { login: staffMember, role: "instructor" as const },
        { login: "assistant-01", role: "assistant" as const },
      ],
    },
  })),
  example(createJoinLink, staffMember, (world) => ({
    ...ofCohort(world),
    body: { expiresAt, largestUses: 3 },
  })),
  example(joinCohort, "learner-07", async (world) => {
    const { token } = await world.clientOf(staffMember).call(createJoinLink, {
      ...{ ...ofCohort(world), body: { expiresAt, largestUses: 3 } },
    });
    return { body: { token } };
  }),
  example(revokeJoinLink, staffMember, ofCohort),
  example(importRoster, staffMember, (world) => ({
    ...ofCohort(world),
    body: {
      csv: "login,name,email\nlearner-21,Learner 21,learner-21@example.edu\n",
      dryRun: false,
    },
  })),
  example(listLearners, staffMember, (world) => ({ ...ofCohort(world), query: { limit: "3" } })),
  example(enrolLearner, staffMember, (world) => ({
    ...ofCohort(world),
    body: { login: "learner-22", name: { full: "Learner 22" }, externalIds: { canvasId: "22" } },
  })),
  example(dropLearner, staffMember, async ({ cohortId }, seeds) => ({
    params: { cohortId, learnerId: await seeds.enrolled("learner-23") },
  })),
  example(eraseLearner, "admin-01", async (_world, seeds) => ({
    params: { learnerId: await seeds.enrolled("learner-24") },
    body: { login: "learner-24", reason: "asked for it" },
  })),
  example(readArchivePart, staffMember, (world) => ({
    ...ofCohort(world),
    query: { part: "cohort" },
  })),
  example(restoreArchive, "admin-01", async (world) => {
    const { records } = await world.clientOf("admin-01").call(readArchivePart, {
      ...{ ...ofCohort(world), query: { part: "cohort" } },
    });
    return { body: { cohortId: world.cohortId, records } };
  }),
];
