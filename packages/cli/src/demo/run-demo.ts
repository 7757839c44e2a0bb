import type { Client } from "@lab-grader/core/client";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import type { CommandContext } from "../command.ts";
import type { Marks } from "../terminal/marks.ts";
import { buildAccount, letAwsFinish } from "./build-account.ts";
import { demoLearners } from "./demo-learners.ts";
import type { DemoReport } from "./demo-report.ts";
import { makeReport, type Worked } from "./make-report.ts";
import { sendUnreadableMessage } from "./send-unreadable.ts";
import {
  type CohortLearner,
  clicksOf,
  clientOf,
  type HandedIn,
  handIn,
  untilClosed,
} from "./submit-cohort.ts";

type DemoContext = Pick<CommandContext, "terminal" | "signal">;

interface GradingContext extends DemoContext {
  /** Aborted when nobody would wait any longer. */
  readonly patience: AbortSignal;
}

interface Submitted extends HandedIn {
  readonly learner: CohortLearner;
  readonly client: Client;
}

/** Everything is graded in a few seconds; a machine that is busy with other things gets more. */
const mostSeconds = 120;

/** Lets 24 learners work, hand in and be graded by a running local system, and compares. */
export async function runDemo(
  system: LocalSystem,
  authored: AuthoredLab,
  context: DemoContext,
): Promise<DemoReport> {
  const sentAt = new Date().toISOString();
  await sendUnreadableMessage(system);
  const worked = await playCohort(system, authored, context);
  return await makeReport(worked, { system, authored, sentAt }, context);
}

/** The demo's cohort works, hands in, and everything comes to rest. */
export async function playCohort(
  system: LocalSystem,
  authored: AuthoredLab,
  context: DemoContext,
): Promise<readonly Worked[]> {
  const learners = cohortOf(system);
  await buildAll(learners, { system, authored }, context);
  const submitted = await submitAll(learners, system, context);
  const patience = AbortSignal.timeout(mostSeconds * 1000);
  const worked = await gradeAll(submitted, system, { ...context, patience });
  await untilIdle(system, { ...context, patience });
  return worked;
}

/** What has not come to rest by now is lost, and the report says so. */
async function untilIdle(system: LocalSystem, { signal, patience }: GradingContext): Promise<void> {
  try {
    await system.idle(AbortSignal.any([signal, patience]));
  } catch (fault) {
    if (!patience.aborted) throw fault;
  }
}

/** The demo's learners in the accounts that the local system has made for them. */
function cohortOf({ cohort }: LocalSystem): readonly CohortLearner[] {
  return demoLearners.map((learner) => {
    const local = cohort.learners.find(({ login }) => login === learner.login);
    if (!local) throw new Error(`The local system has no learner ${learner.login}.`);
    return { ...learner, ...local };
  });
}

async function buildAll(
  learners: readonly CohortLearner[],
  to: { system: LocalSystem; authored: AuthoredLab },
  { terminal, signal }: DemoContext,
): Promise<void> {
  const line = terminal.progress.start("building");
  let built = 0;
  const text = () =>
    `${learners.length} learners type their AWS commands  ${built}/${learners.length}`;
  await Promise.all(
    learners.map(async (learner) => {
      await buildAccount(learner, to);
      signal.throwIfAborted();
      built += 1;
      line.update(text());
    }),
  );
  line.end(text());
}

async function submitAll(
  learners: readonly CohortLearner[],
  system: LocalSystem,
  { terminal, signal }: DemoContext,
): Promise<readonly Submitted[]> {
  const line = terminal.progress.start("submitting");
  const requests = learners.reduce((sum, learner) => sum + clicksOf(learner), 0);
  const often = requests > learners.length ? " (one learner clicks twice)" : "";
  let answered = 0;
  const text = () => `${requests} requests${often}  ${answered}/${requests}`;
  const onAnswer = () => {
    answered += 1;
    line.update(text());
  };
  const { assignmentId } = system.cohort;
  const submitted = await Promise.all(
    learners.map(async (learner) => {
      const client = clientOf(learner.login, system, signal);
      return { learner, client, ...(await handIn(client, learner, { assignmentId, onAnswer })) };
    }),
  );
  line.end(text());
  return submitted;
}

/** Whoever waits for AWS sees it finish. */
async function gradeAll(
  submitted: readonly Submitted[],
  system: LocalSystem,
  { terminal, signal, patience }: GradingContext,
): Promise<readonly Worked[]> {
  const line = terminal.progress.start("grading");
  const started = performance.now();
  let closed = 0;
  let waited = 0;
  const text = () => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    const waiting = waited === 0 ? "" : `  ${waited} waited for AWS`;
    const of = submitted.length;
    return `${barText(closed / of, terminal.marks)}  ${closed}/${of}${waiting}  ${seconds} s`;
  };
  const worked = await Promise.all(
    submitted.map(async ({ learner, client, requests, submissionIds }) => {
      const [submissionId = ""] = submissionIds;
      const { waitedFor, isClosed } = await untilClosed(client, submissionId, {
        signal,
        patience,
        onWaiting: async () => {
          waited += 1;
          line.update(text());
          await letAwsFinish(learner, system);
        },
      });
      if (isClosed) closed += 1;
      line.update(text());
      return { learner, requests, submissionIds, submissionId, waitedFor };
    }),
  );
  line.end(text());
  return worked;
}

const barWidth = 24;

function barText(share: number, { bar, barRest }: Marks): string {
  const done = Math.round(barWidth * share);
  return bar.repeat(done) + barRest.repeat(barWidth - done);
}
