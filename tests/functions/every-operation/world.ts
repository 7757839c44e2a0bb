import { type Client, createClient } from "@lab-grader/core/client";
import { createCohort, getCohort, setStaff } from "@lab-grader/core/contracts/endpoints/cohorts";
import { getJob, type JobView } from "@lab-grader/core/contracts/endpoints/jobs";
import { enrolLearner } from "@lab-grader/core/contracts/endpoints/roster";
import { submit } from "@lab-grader/core/contracts/endpoints/submissions";
import { isClosed } from "@lab-grader/core/submissions/submission";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import {
  type LocalSystem,
  type LocalSystemOptions,
  startLocalSystem,
} from "@lab-grader/sandbox/local-system/local-system";
import { expect, vi } from "vitest";

/** The local system with a cohort, and with another one whose people are strangers to it. */
export interface World {
  readonly system: LocalSystem;
  readonly cohortId: string;
  readonly assignmentId: string;
  /** Of the strangers' cohort, by the name of the parameter. */
  readonly elsewhere: Readonly<Record<string, string>>;
  /** The same token each time. */
  tokenOf(login: string): Promise<string>;
  clientOf(login: string): Client;
  /** Waits for the end of a job. */
  ended(job: Pick<JobView, "jobId">): Promise<JobView>;
  /** Hands in a stage and waits for its verdict. */
  handedIn(login: string, options?: HandingIn): Promise<SubmissionView>;
}

interface HandingIn {
  readonly assignmentId?: string;
  readonly answers?: Record<string, string>;
}

export const staffMember = "instructor-01";
export const assistant = "assistant-01";
export const strangers = { instructor: "instructor-90", learner: "learner-90" } as const;

const learners = 16;
const patience = { timeout: 20_000, interval: 50 };

/** Starts it, with the strangers in a cohort of their own. */
export async function startWorld(options: LocalSystemOptions = {}): Promise<World> {
  const system = await startLocalSystem({ learners, ...options });
  const { cohortId, assignmentId: seeded } = system.cohort;
  const tokens = new Map<string, Promise<string>>();
  let keys = 0;

  const tokenOf = (login: string) => {
    const token = tokens.get(login) ?? system.tokenFor(login);
    tokens.set(login, token);
    return token;
  };
  const clientOf = (login: string) =>
    createClient({ baseUrl: system.apiUrl, fetch, token: () => tokenOf(login) });
  const elsewhere = await welcomeStrangers(clientOf("admin-01"));
  await welcomeAssistant(clientOf(staffMember), cohortId);

  return {
    ...{ system, cohortId, assignmentId: seeded, elsewhere, tokenOf, clientOf },
    ended: async ({ jobId }) =>
      await vi.waitFor(async () => {
        const job = await clientOf(staffMember).call(getJob, { params: { jobId } });
        expect(job.closedAt).toBeDefined();
        return job;
      }, patience),
    handedIn: async (login, { assignmentId = seeded, answers } = {}) => {
      keys += 1;
      const { submissionId } = await clientOf(login).call(submit, {
        ...{ params: { assignmentId }, body: { stage: "build", answers } },
        idempotencyKey: `world-${keys}`,
      });
      return await verdict(clientOf(login), submissionId);
    },
  };
}

async function welcomeAssistant(staff: Client, cohortId: string): Promise<void> {
  const params = { cohortId };
  const { version, staff: now } = await staff.call(getCohort, { params });
  const wanted = [...now, { login: assistant, role: "assistant" as const }];
  await staff.call(setStaff, { params, body: { version, staff: wanted } });
}

async function welcomeStrangers(admin: Client): Promise<World["elsewhere"]> {
  const { cohortId, version } = await admin.call(createCohort, {
    body: { name: "elsewhere", startsAt: "2026-01-01T00:00:00Z", endsAt: "2099-01-01T00:00:00Z" },
  });
  const params = { cohortId };
  const staff = [{ login: strangers.instructor, role: "instructor" as const }];
  await admin.call(setStaff, { params, body: { version, staff } });
  const enrolled = await admin.call(enrolLearner, { params, body: { login: strangers.learner } });
  return { cohortId, learnerId: enrolled.learnerId };
}

async function verdict(client: Client, submissionId: string): Promise<SubmissionView> {
  return await vi.waitFor(async () => {
    const answer = await client.getSubmission(submissionId);
    if (answer.status === "unchanged") throw new Error("no etag was sent");
    expect(answer.view.state).toSatisfy(isClosed);
    return answer.view;
  }, patience);
}
