import { playCohort } from "@lab-grader/cli/demo/run-demo";
import { sendUnreadableMessage } from "@lab-grader/cli/demo/send-unreadable";
import { startDemoSystem } from "@lab-grader/cli/demo/start-system";
import { type Client, createClient } from "@lab-grader/core/client";
import { createAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { startSeal } from "@lab-grader/core/contracts/endpoints/audit";
import { getCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import { inquire } from "@lab-grader/core/contracts/endpoints/inquiries";
import { publishLab } from "@lab-grader/core/contracts/endpoints/labs";
import { planRegrade } from "@lab-grader/core/contracts/endpoints/regrades";
import { listSubmissions, submit } from "@lab-grader/core/contracts/endpoints/submissions";
import type {
  LocalSystem,
  LocalSystemOptions,
} from "@lab-grader/sandbox/local-system/local-system";
import { introductionLab } from "../bench/introduction.ts";
import { milderVersion, questionsLab } from "../functions/every-operation/lab-sources.ts";
import { answersToQuestions } from "./questions-lab.ts";
import { silentTerminal } from "./silent-terminal.ts";

/** The demo's cohort with something on every page. */
export interface School {
  readonly cohortId: string;
  /** Of the demo's lab. */
  readonly assignmentId: string;
  /** Of a lab with questions and a text; four learners have handed it in. */
  readonly questionsAssignmentId: string;
  /** A regrade that changes some results. */
  readonly planJobId: string;
  learnerIdOf(login: string): string;
  /** Of the demo's lab, the latest first. */
  submissionsOf(login: string): Promise<readonly string[]>;
  clientOf(login: string): Client;
}

const instructor = "instructor-01";

/** The system of `npm run demo`, with every lab published. */
export function startSchoolSystem(options: LocalSystemOptions): Promise<LocalSystem> {
  return startDemoSystem(silentTerminal, { ...options, publishLabs: true });
}

/** Lets the cohort work and hand in, then staff look into it. */
export async function fillSchool(system: LocalSystem): Promise<School> {
  const { cohortId, assignmentId, learners } = system.cohort;
  const clientOf = (login: string) =>
    createClient({ baseUrl: system.apiUrl, fetch, token: () => system.tokenFor(login) });
  const staff = clientOf(instructor);
  const learnerIdOf = (login: string) =>
    learners.find((learner) => learner.login === login)?.learnerId ?? "";
  const submissionsOf = async (login: string) => {
    const params = { assignmentId };
    const { submissions } = await clientOf(login).call(listSubmissions, { params });
    return submissions
      .map(({ submissionId }) => submissionId)
      .sort()
      .reverse();
  };

  await sendUnreadableMessage(system);
  const context = { terminal: silentTerminal, signal: new AbortController().signal };
  await playCohort(system, introductionLab(), context);

  const params = { cohortId };
  await staff.call(publishLab, { body: { source: milderVersion(), sheet: "# As before" } });
  const lab = await staff.call(publishLab, {
    body: { source: questionsLab(), sheet: "# Four answers\n\nMake the table, then answer." },
  });
  const { startsAt, endsAt } = await staff.call(getCohort, { params });
  const { assignmentId: questionsAssignmentId } = await staff.call(createAssignment, {
    params,
    body: { lab: lab.labId, labVersion: lab.version, opensAt: startsAt, dueAt: endsAt },
    idempotencyKey: "questions",
  });
  await Promise.all(
    ["learner-01", "learner-02", "learner-03", "learner-14"].map((login) =>
      clientOf(login).call(submit, {
        params: { assignmentId: questionsAssignmentId },
        body: { stage: "build", answers: answersToQuestions },
        idempotencyKey: `questions-${login}`,
      }),
    ),
  );
  // A second attempt, to be compared with the first.
  await clientOf("learner-14").call(submit, {
    params: { assignmentId },
    body: { stage: "build" },
    idempotencyKey: "again",
  });
  await system.settled();
  const [submissionId = ""] = await submissionsOf("learner-14");
  await clientOf("learner-14").call(inquire, {
    params: { submissionId },
    body: { criterion: "recoverable", text: "I have turned it on in the console." },
  });
  const plan = await staff.call(planRegrade, { params: { assignmentId }, body: {} });
  await staff.call(startSeal, { params });
  await system.settled();
  return {
    ...{ cohortId, assignmentId, questionsAssignmentId, planJobId: plan.jobId },
    ...{ learnerIdOf, submissionsOf, clientOf },
  };
}
