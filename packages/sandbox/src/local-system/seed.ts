import { createHash, randomBytes } from "node:crypto";
import {
  type AccountBinding,
  AccountBindingRecord,
} from "@lab-grader/core/cohorts/account-binding";
import { type Assignment, AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { assignmentOfLab, proposedRules } from "@lab-grader/core/cohorts/assignment-of-lab";
import { CohortRecord } from "@lab-grader/core/cohorts/cohort";
import {
  CohortAssignmentRecord,
  cohortAssignmentOf,
} from "@lab-grader/core/cohorts/cohort-assignment";
import { EnrolmentRecord } from "@lab-grader/core/cohorts/enrolment";
import { LearnerLoginRecord, LearnerRecord } from "@lab-grader/core/cohorts/learner";
import { ListedCohortRecord } from "@lab-grader/core/cohorts/listed-cohort";
import { StaffCohortRecord } from "@lab-grader/core/cohorts/staff-cohort";
import { idFrom } from "@lab-grader/core/ids";
import type { Lab } from "@lab-grader/core/lab/lab";
import { publishLab } from "@lab-grader/core/lab/publish-lab";
import type { Table } from "@lab-grader/core/storage/table";
import { addSeconds } from "@lab-grader/core/time";
import type { Sandbox } from "../sandbox.ts";
import { type LocalLearner, learnerAccount, learnerAccountId } from "./learner-accounts.ts";
import type { LabWithSheet } from "./read-lab.ts";

/** A cohort that learns, with accounts to learn in. */
export interface SeededCohort {
  readonly cohortId: string;
  readonly name: string;
  readonly assignmentId: string;
  readonly labId: string;
  readonly labDigest: string;
  readonly learners: readonly LocalLearner[];
  readonly instructors: readonly string[];
}

export interface SeedOptions {
  readonly lab: LabWithSheet;
  readonly logins: readonly string[];
  readonly instructors: readonly string[];
  readonly cohortName: string;
  /** Counted attempts per stage; absent: what the lab says. */
  readonly attemptLimit?: number | "unlimited" | undefined;
  /** ISO-8601 in UTC. */
  readonly now: string;
}

const cohortSeconds = 180 * 86_400;
/** Written side by side; the items of a whole large cohort would queue for the client's 50 sockets. */
const learnersAtOnce = 10;

/**
 * Publishes the lab, writes the cohort and its learners, and makes each learner's account with the
 * role that lets the grader in. What a school's own sign-up does later, in one step.
 */
export async function seedCohort(
  { table, sandbox }: { readonly table: Table; readonly sandbox: Sandbox },
  options: SeedOptions,
): Promise<SeededCohort> {
  const { lab } = options.lab;
  const cohort: SeededCohort = {
    cohortId: idFrom("coh", randomBytes(8)),
    name: options.cohortName,
    assignmentId: idFrom("asg", randomBytes(8)),
    labId: lab.id,
    labDigest: await publishedDigest(table, options),
    learners: options.logins.map((login, at) => ({
      login,
      learnerId: idFrom("lrn", randomBytes(8)),
      accountId: learnerAccountId(at + 1),
      accessKeyId: login,
    })),
    instructors: options.instructors,
  };
  await writeCohort(table, cohort, options);
  for (let at = 0; at < cohort.learners.length; at += learnersAtOnce) {
    const group = cohort.learners.slice(at, at + learnersAtOnce);
    await Promise.all(
      group.map(async (learner) => {
        const externalId = randomBytes(16).toString("hex");
        sandbox.createAccount(learnerAccount(learner, { lab, externalId }));
        await writeLearner(table, { cohort, learner, externalId, now: options.now });
      }),
    );
  }
  return cohort;
}

/** Publishes the lab as the first instructor. @throws Error when it can't be published. */
export async function publishedDigest(
  table: Table,
  { lab, now, instructors: [by = "local"] }: Pick<SeedOptions, "lab" | "now" | "instructors">,
): Promise<string> {
  const publication = await publishLab(lab.source, {
    ...{ table, at: now, by, sheet: lab.sheet },
    hash: (text) => createHash("sha256").update(text).digest("hex"),
  });
  if (publication.status !== "refused") return publication.labVersion.digest;
  const { code, params } = publication;
  throw new Error(`The lab ${lab.lab.id} can't be published: ${code} ${JSON.stringify(params)}`);
}

async function writeCohort(
  table: Table,
  cohort: SeededCohort,
  { lab: { lab }, now, attemptLimit }: SeedOptions,
): Promise<void> {
  const { cohortId } = cohort;
  const assignment = seededAssignment(cohort, { lab, now, attemptLimit });
  await Promise.all([
    table.put(ListedCohortRecord, { cohortId }),
    table.put(CohortRecord, {
      cohortId,
      name: cohort.name,
      version: 1,
      staff: cohort.instructors.map((login) => ({ login, role: "instructor" as const })),
      startsAt: now,
      endsAt: addSeconds(now, cohortSeconds),
    }),
    ...cohort.instructors.map((login) => table.put(StaffCohortRecord, { login, cohortId })),
    table.put(CohortAssignmentRecord, cohortAssignmentOf(assignment)),
    table.put(AssignmentRecord, assignment),
  ]);
}

/** By the rules that the lab proposes, but without pauses between attempts. */
function seededAssignment(
  { cohortId, assignmentId, labDigest }: SeededCohort,
  { lab, now, attemptLimit }: Pick<SeedOptions, "now" | "attemptLimit"> & { lab: Lab },
): Assignment {
  const { coolDownSeconds: _pause, attemptLimit: proposed, ...rules } = proposedRules(lab);
  const limit = attemptLimit ?? proposed;
  const endsAt = addSeconds(now, cohortSeconds);
  return {
    ...{ cohortId, assignmentId, version: 1 },
    ...assignmentOfLab(lab, labDigest),
    ...rules,
    ...(typeof limit === "number" ? { attemptLimit: limit } : {}),
    ...{ opensAt: now, dueAt: endsAt, closesAt: endsAt, timeZone: "UTC" },
    // What is judged of a blocked submission is worth seeing here; a real assignment with limited
    // attempts would keep it back.
    blockedFeedback: "full",
    variables: {},
    release: "released",
  };
}

async function writeLearner(
  table: Table,
  {
    cohort,
    learner,
    externalId,
    now,
  }: { cohort: SeededCohort; learner: LocalLearner; externalId: string; now: string },
): Promise<void> {
  const { cohortId } = cohort;
  const { login, learnerId, accountId } = learner;
  const binding: AccountBinding = {
    accountId,
    learnerId,
    externalId,
    expiresAt: addSeconds(now, cohortSeconds),
    verifiedAt: now,
  };
  await Promise.all([
    table.put(LearnerRecord, { learnerId, login, version: 1, cohorts: [cohortId], accountId }),
    table.put(LearnerLoginRecord, { login, learnerId }),
    table.put(EnrolmentRecord, {
      ...{ cohortId, learnerId, login, version: 1, state: "enrolled" },
      ...{ externalIds: {}, enrolledAt: now },
    }),
    table.put(AccountBindingRecord, binding),
  ]);
}
