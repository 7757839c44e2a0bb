import { factPlan } from "@lab-grader/core/facts/fact-plan";
import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { graderAccountId } from "@lab-grader/sandbox/local-system/grader-account";
import * as z from "zod";
import { buildSolution } from "../bench/build-solution.ts";
import { introductionLab } from "../bench/introduction.ts";
import { type CountedSystem, type Counts, startCountedSystem } from "./counted-system.ts";

/** A request to the API: what it caused, and the size of its answer. */
export interface CountedRequest extends Counts {
  readonly answerBytes: number;
  /** When the API says to ask again, if it does. */
  readonly retryAfterSeconds: number | undefined;
}

/** What one graded submission causes, measured while the real functions run over the local AWS. */
export interface CountedSubmission {
  /** What `labgrader submit` asks: which assignment it is for, then it hands in. */
  readonly listing: CountedRequest;
  readonly handingIn: CountedRequest;
  /** When the receipt says that it is worth looking. */
  readonly lookAfterSeconds: number;
  /** A first look at once, then one that finds nothing new, then the one that finds the verdict. */
  readonly firstPoll: CountedRequest;
  readonly unchangedPoll: CountedRequest;
  readonly lastPoll: CountedRequest;
  readonly grading: Counts;
  /** Levels of calls in the learner's account that wait for each other, the session's included. */
  readonly levels: number;
  /** In steps of 50. */
  readonly logBytes: number;
  /** Names of the custom metrics that it writes. */
  readonly metrics: readonly string[];
}

/** The first learner warms caches and connections; the second one counts. */
export async function countSubmission(): Promise<CountedSubmission> {
  const system = await startCountedSystem({ learners: 2, reconcilerPeriodSeconds: 3600 });
  try {
    const [first, second] = system.cohort.learners;
    if (!first || !second) throw new Error("the local system has no two learners");
    await buildSolution(system.sandboxUrl, first);
    await buildSolution(system.sandboxUrl, second);
    await countedFlow(system, first.login, 1);
    const logged = await settledLog(system, 1);
    const flow = await countedFlow(system, second.login, 2);
    const own = (await settledLog(system, 2)).slice(logged.length);
    return {
      ...flow,
      levels: levelsOf(second),
      logBytes: roundedUp(Buffer.byteLength(own)),
      metrics: metricNames(own),
    };
  } finally {
    await system.close();
  }
}

async function countedFlow(system: CountedSystem, login: string, place: number) {
  const token = await system.tokenFor(login);
  const { assignmentId } = system.cohort;
  const ask = async (path: string, init: RequestInit = {}, etag?: string) => {
    const { result, counts } = await system.count(async () => {
      const response = await fetch(`${system.apiUrl}${path}`, {
        ...init,
        headers: {
          authorization: `Bearer ${token}`,
          "content-type": "application/json",
          "idempotency-key": `cost-${login}`,
          ...(etag === undefined ? {} : { "if-none-match": etag }),
        },
      });
      const text = await response.text();
      if (response.status >= 400) throw new Error(`${path}: ${response.status} ${text}`);
      const retryAfter = response.headers.get("retry-after");
      return {
        text,
        etag: response.headers.get("etag") ?? undefined,
        retryAfterSeconds: retryAfter === null ? undefined : Number(retryAfter),
      };
    });
    const { text, retryAfterSeconds } = result;
    const request = { ...counts, answerBytes: Buffer.byteLength(text), retryAfterSeconds };
    return { text, etag: result.etag, request };
  };
  const listing = await ask("/v1/assignments?lab=dynamodb-introduction");
  const handingIn = await ask(`/v1/assignments/${assignmentId}/submissions`, {
    method: "POST",
    body: JSON.stringify({ stage: "build" }),
  });
  const { submissionId, lookAfterSeconds } = Receipt.parse(JSON.parse(handingIn.text));
  const address = `/v1/submissions/${submissionId}`;
  const firstPoll = await ask(address);
  const unchangedPoll = await ask(address, {}, firstPoll.etag);
  const grading = await system.count(() => system.graded(place));
  const lastPoll = await ask(address);
  if (View.parse(JSON.parse(lastPoll.text)).state !== "graded")
    throw new Error(`${submissionId} was not graded`);
  return {
    listing: listing.request,
    handingIn: handingIn.request,
    lookAfterSeconds,
    firstPoll: firstPoll.request,
    unchangedPoll: unchangedPoll.request,
    lastPoll: lastPoll.request,
    grading: grading.counts,
  };
}

const Receipt = z.object({
  submissionId: z.string(),
  lookAfterSeconds: z.number().default(0),
});
const View = z.object({ state: z.string() });

/** Numbers in the lines differ by a digit from run to run. */
function roundedUp(bytes: number): number {
  return Math.ceil(bytes / 50) * 50;
}

/** Lines reach us a little later than what they tell of. */
async function settledLog(system: CountedSystem, submissions: number): Promise<string> {
  const isThere = () => system.logText().split('"ResultChanged":').length > submissions;
  const until = performance.now() + 5_000;
  while (!isThere() && performance.now() < until) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (!isThere()) throw new Error("the grader has not logged that a result changed");
  return system.logText();
}

function levelsOf(learner: { readonly login: string; readonly accountId: string }): number {
  const stage = bindStage(introductionLab().lab, "build", { learner, graderAccountId });
  const asked = factPlan(factsOfStage(stage)).filter((level) => level.length > 0);
  return 1 + asked.length;
}

/** Of lines in CloudWatch's embedded metric format. */
function metricNames(log: string): readonly string[] {
  const names = [...log.matchAll(/\{"Name":"(\w+)","Unit"/gi)].flatMap(([, name]) => name ?? []);
  return [...new Set(names)].sort();
}
