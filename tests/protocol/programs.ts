import { createHash } from "node:crypto";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { AssignmentRecord } from "@lab-grader/core/cohorts/assignment";
import { LearnerRecord } from "@lab-grader/core/cohorts/learner";
import type { ResultEvent } from "@lab-grader/core/contracts/events";
import { changeTerms } from "@lab-grader/core/gradebook/change-terms";
import type { LearnerTerms } from "@lab-grader/core/gradebook/learner-terms";
import { GradingTimings, localTimings } from "@lab-grader/core/grading/timings";
import { parseSubmissionId, submissionIdOf } from "@lab-grader/core/ids";
import { type Items, tableOperations } from "@lab-grader/core/storage/memory-table";
import { acceptSubmission } from "@lab-grader/core/submissions/accept-submission";
import { cancelSubmission } from "@lab-grader/core/submissions/cancel-submission";
import { handleDelivery, type Judged } from "@lab-grader/core/submissions/handle-delivery";
import { receiveDeadLetter } from "@lab-grader/core/submissions/receive-dead-letter";
import { reconcile } from "@lab-grader/core/submissions/reconcile";
import { redriveSubmission } from "@lab-grader/core/submissions/redrive-submission";
import { replaceGrade } from "@lab-grader/core/submissions/replace-grade";
import {
  isClosed,
  type Submission,
  SubmissionRecord,
} from "@lab-grader/core/submissions/submission";
import {
  aBinding,
  aGradeContent,
  aLearner,
  anAssignment,
  anEvidence,
} from "@lab-grader/core/testing";
import { addSeconds } from "@lab-grader/core/time";
import { askedTable } from "./asked-table.ts";
import type { Ending, Program } from "./local-run.ts";
import type { Actor, Scenario } from "./scenario.ts";

/** Few retries, so that a schedule reaches the dead letters and the last claim soon. */
export const timings = GradingTimings.parse({
  ...localTimings,
  maxReceiveCount: 3,
  maxClaims: 3,
});

/** What a process is: an actor, or one run of a function of the system. */
export type Task =
  | Actor
  | {
      readonly kind: "grader";
      readonly submissionId: string;
      readonly receiveCount: number;
      readonly startedAt: string;
    }
  | { readonly kind: "dead-letters"; readonly submissionId: string; readonly sentAt: string }
  | { readonly kind: "reconciler" };

/** `build.1` or `2:build.1` (the second learner) as a submission id. */
export function submissionNamed(name: string): string {
  const [learner = "", place = ""] = name.includes(":") ? name.split(":") : ["1", name];
  const [stage = "", number = ""] = place.split(".");
  return submissionIdOf({
    assignmentId: anAssignment().assignmentId,
    learnerId: learnerIdOf(Number(learner)),
    stage,
    number: Number(number),
  });
}

/** What no process writes: the assignment, the learners and their accounts. */
export function constantItems(scenario: Scenario): Items {
  const items: Items = new Map();
  const table = tableOperations(items);
  table.put(AssignmentRecord, anAssignment(scenario.assignment));
  for (const number of [1, 2]) {
    const learnerId = learnerIdOf(number);
    const accountId = `10000000000${number}`;
    table.put(LearnerRecord, aLearner({ learnerId, accountId, login: `learner-0${number}` }));
    table.put(AccountBindingRecord, aBinding({ learnerId, accountId }));
  }
  return items;
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** The program of a task: the real functions of the protocol over the explorer's ports. */
export function programOf(task: Task, scenario: Scenario): Program {
  const constants = tableOperations(constantItems(scenario));
  const unconditional = new Set(scenario.unconditional);
  const hasTerms = [...scenario.before, ...scenario.actors].some(({ kind }) => kind === "terms");
  return async (context) => {
    const deps = {
      table: askedTable(context, { constants, unconditional, hasTerms }),
      now: context.now,
      hash: sha256,
      timings,
      newId: () => `grd_${sha256(context.history()).slice(0, 12)}`,
      send: async (message: { kind: string; submissionId?: string }, { delaySeconds = 0 }) => {
        await context.ask("send", ({ send }) => send(message.submissionId ?? "", delaySeconds));
      },
      announce: async ({ detail }: ResultEvent) => {
        await context.ask("announce", ({ announce }) => announce(detail.eventId));
      },
      judge: async (claimed: Submission) => judge(claimed, scenario),
    };
    switch (task.kind) {
      case "learner":
        return endingOf(await acceptSubmission(requestOf(task), deps));
      case "instructor":
        return endingOf(await replaceSeenGrade(task, deps));
      case "terms":
        return endingOf(await changeTerms(decisionOf(task), deps));
      case "canceler":
        return cancelingEnd(await cancelSubmission(submissionNamed(task.cancels), deps));
      case "operator":
        return endingOf(
          await redriveSubmission(
            { submissionId: submissionNamed(task.redrives), by: "instructor-01", reason: "again" },
            deps,
          ),
        );
      case "grader": {
        const deadline = addSeconds(task.startedAt, timings.graderTimeoutSeconds);
        return endingOf(await handleDelivery({ ...task, deadline }, deps));
      }
      case "dead-letters":
        return endingOf(await receiveDeadLetter(deadMessageOf(task), deps));
      case "reconciler":
        await reconcile(deps);
        return { status: "done", promised: [] };
      default:
        return task satisfies never;
    }
  };
}

/** Whoever was told that it is taken back never gets a grade for it. */
function cancelingEnd(canceling: Awaited<ReturnType<typeof cancelSubmission>>): Ending {
  const { status } = canceling;
  return { status, promised: status === "canceled" ? [canceling.submission.submissionId] : [] };
}

function endingOf(
  outcome:
    | Awaited<ReturnType<typeof acceptSubmission>>
    | Awaited<ReturnType<typeof replaceGrade>>
    | Awaited<ReturnType<typeof redriveSubmission>>
    | Awaited<ReturnType<typeof changeTerms>>
    | Awaited<ReturnType<typeof handleDelivery>>
    | Awaited<ReturnType<typeof receiveDeadLetter>>,
): Ending {
  const { status } = outcome;
  if ("afterSeconds" in outcome)
    return { status, afterSeconds: outcome.afterSeconds, promised: [] };
  if ("terms" in outcome)
    return { status, promised: status === "changed" ? [decisionName(outcome.terms)] : [] };
  if ("grade" in outcome) return { status, promised: [outcome.grade.gradeId] };
  if ("submission" in outcome && outcome.submission)
    return { status, promised: [outcome.submission.submissionId] };
  return { status, promised: [] };
}

function requestOf({ learner, stage, key, body }: Extract<Actor, { kind: "learner" }>) {
  const { assignmentId } = anAssignment();
  return { learnerId: learnerIdOf(learner), assignmentId, stage, idempotencyKey: key, body };
}

/** A decision that somebody was told is made. */
export function decisionName({ version, by }: Pick<LearnerTerms, "version" | "by">): string {
  return `decision ${version} of ${by}`;
}

function decisionOf({ login, change }: Extract<Actor, { kind: "terms" }>) {
  const { assignmentId, cohortId } = anAssignment();
  const of = { assignmentId, cohortId, learnerId: learnerIdOf(1) };
  return { ...of, seenVersion: 0, by: login, reason: "asked for it", change };
}

function deadMessageOf({ submissionId, sentAt }: Extract<Task, { kind: "dead-letters" }>) {
  const cause = "message.retries_exhausted";
  return { messageId: submissionId, sentAt, body: submissionId, cause, submissionId };
}

/** A person opens the submission, sees its grade, and decides. */
async function replaceSeenGrade(
  task: Extract<Actor, { kind: "instructor" }>,
  deps: Parameters<typeof replaceGrade>[1],
): ReturnType<typeof replaceGrade> {
  const submissionId = submissionNamed(task.submission);
  const key = parseSubmissionId(submissionId);
  const seen = key && (await deps.table.get(SubmissionRecord, key));
  if (!seen || !isClosed(seen.state)) return { status: "refused", code: "submission.not_closed" };
  const state = seen.state === "failed" ? "graded" : seen.state;
  return await replaceGrade(
    {
      submissionId,
      seenGrade: seen.effectiveGrade,
      cause: task.cause,
      by: task.login,
      reason: "looked at again",
      judgement: { ...aGradeContent({ points: task.points, counts: task.counts }), state },
    },
    deps,
  );
}

function judge(claimed: Submission, scenario: Scenario): Judged {
  const verdict = scenario.verdict(claimed);
  if (verdict.kind === "platform_fault")
    return { status: "platform_fault", fault: { reason: "platform.throttled", params: {} } };
  const { kind: _kind, ...judgement } = verdict;
  const { submissionId, claim } = claimed;
  return {
    status: "judged",
    evidence: anEvidence({ submissionId, claim }),
    judgement: aGradeContent(judgement),
  };
}

function learnerIdOf(number: number): string {
  return `lrn_00000000000${number}`;
}
