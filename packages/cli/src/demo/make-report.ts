import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { secondsBetween } from "@lab-grader/core/time";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import type { CommandContext } from "../command.ts";
import { wholeGradebook } from "../gradebook/whole-gradebook.ts";
import { demoStage } from "./demo-learners.ts";
import type { DemoReport, DemoResult, DemoTotals } from "./demo-report.ts";
import { differences, expectedResult } from "./expectation.ts";
import { callsOf, deadLetterCauses, type StoredWork, storedWork } from "./measure.ts";
import { type CohortLearner, clientOf, type HandedIn } from "./submit-cohort.ts";

/** One learner's submission, closed. */
export interface Worked extends HandedIn {
  readonly learner: CohortLearner;
  readonly submissionId: string;
  /** Criteria that AWS was not finished with at first. */
  readonly waitedFor: readonly string[];
}

const instructor = "instructor-01";

/** Reads what came out for everybody, as they see it and as it is stored, and compares. */
export async function makeReport(
  worked: readonly Worked[],
  { system, authored, sentAt }: { system: LocalSystem; authored: AuthoredLab; sentAt: string },
  { signal }: Pick<CommandContext, "signal">,
): Promise<DemoReport> {
  const { cohort } = system;
  const gradebook = await wholeGradebook(clientOf(instructor, system, signal), cohort.assignmentId);
  const stage = gradebook.stages.find((one) => one.stage === demoStage);
  if (!stage) throw new Error(`The gradebook has no stage ${demoStage}.`);
  const results = await Promise.all(
    worked.map(async (one) => {
      const { learner, submissionId, submissionIds, waitedFor, requests } = one;
      const answer = await clientOf(learner.login, system, signal).getSubmission(submissionId);
      const row = gradebook.rows.find(({ login }) => login === learner.login);
      if (answer.status !== "changed" || !row) throw new Error(`${learner.login} has no result.`);
      const { view } = answer;
      const result: DemoResult = {
        ...{ learner, view, row, requests, waitedFor },
        submissions: submissionIds.length,
        calls: callsOf(view, system),
        seconds: secondsBetween(view.submittedAt, view.closedAt ?? new Date().toISOString()),
        differences: differences(expectedResult(authored, learner), {
          view,
          hasWaited: waitedFor.length > 0,
        }),
      };
      return result;
    }),
  );
  const stored = await Promise.all(
    worked.map(({ learner }) => storedWork(learner.learnerId, system)),
  );
  const totals = totalsOf(results, stored);
  const causes = await deadLetterCauses([sentAt, new Date().toISOString()], system);
  return {
    lab: authored.lab,
    stage,
    cohort: cohort.name,
    results,
    totals,
    deadLetters: causes,
    problems: problemsOf({ results, totals, causes }),
  };
}

function totalsOf(results: readonly DemoResult[], stored: readonly StoredWork[]): DemoTotals {
  const ended = (state: string) => results.filter(({ view }) => view.state === state).length;
  const sum = (count: (work: StoredWork) => number) =>
    stored.reduce((total, work) => total + count(work), 0);
  return {
    submitted: sum(({ accepted }) => accepted),
    graded: ended("graded"),
    needsReview: ended("needs_review"),
    blocked: ended("blocked"),
    failed: ended("failed"),
    lost: sum(({ accepted, closed }) => accepted - closed),
    gradedTwice: sum(({ gradedTwice }) => gradedTwice),
  };
}

function problemsOf({
  results,
  totals,
  causes,
}: {
  results: readonly DemoResult[];
  totals: DemoTotals;
  causes: readonly string[];
}): readonly string[] {
  const differing = results.filter(({ view, row }) => {
    const stage = row.stages.find((one) => one.stage === view.stage);
    return (
      stage?.attempts !== view.attempt.used ||
      stage.latest?.state !== view.state ||
      (stage.shown?.points ?? null) !== view.points
    );
  });
  const problems = [
    totals.submitted !== results.length &&
      `${totals.submitted} submissions were accepted, expected ${results.length}`,
    totals.lost > 0 && `${totals.lost} submissions were accepted but never closed`,
    totals.gradedTwice > 0 && `${totals.gradedTwice} submissions were graded more than once`,
    (causes.length !== 1 || causes[0] !== "message.unreadable") &&
      `expected one dead letter, message.unreadable; there are: ${causes.join(", ") || "none"}`,
    ...differing.map(
      ({ learner }) => `${learner.login}: gradebook and submission say different things`,
    ),
  ];
  return problems.filter((problem) => problem !== false);
}
