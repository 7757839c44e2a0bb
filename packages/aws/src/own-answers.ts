import type { FactCall } from "@lab-grader/core/facts/fact";
import { canonicalJson } from "@lab-grader/core/json";
import type { Hash } from "@lab-grader/core/submissions/ports";
import type { WholeAnswer } from "./ask-account.ts";

type Output = Extract<WholeAnswer, { output: object }>;

/** Where answers of the grader's own account are kept, by the hash of what was asked. */
export interface OwnAnswerStore {
  find(key: string): Promise<Output | undefined>;
  keep(key: string, answer: Output): Promise<void>;
}

/** Asks the grader's own account only what it has not answered before. */
export interface OwnAnswers {
  findOrAsk(call: FactCall, ask: () => Promise<WholeAnswer>): Promise<WholeAnswer>;
}

/** Answers in memory; beyond it the oldest is asked again. */
const mostInMemory = 1_000;

/**
 * Keeps what the grader's own account answers: such a call has its whole question in its input (is
 * this policy public?), so the answer is the same for every learner who writes the same, and AWS
 * bills each call. Refusals are not kept. Two that ask at the same time ask once.
 */
export function ownAnswers({
  hash,
  store = inMemory(),
}: {
  readonly hash: Hash;
  readonly store?: OwnAnswerStore;
}): OwnAnswers {
  const asking = new Map<string, Promise<WholeAnswer>>();

  async function findOrAskNow(key: string, ask: () => Promise<WholeAnswer>) {
    const kept = await store.find(key);
    if (kept) return kept;
    const answer = await ask();
    if ("output" in answer) await store.keep(key, answer);
    return answer;
  }

  return {
    findOrAsk: ({ service, operation, region, input }, ask) => {
      const key = hash(canonicalJson({ service, operation, region, input }));
      const running = asking.get(key);
      // A refusal may have had to do with the other one's time.
      if (running) return running.then((answer) => ("output" in answer ? answer : ask()));
      const started = findOrAskNow(key, ask).finally(() => asking.delete(key));
      asking.set(key, started);
      return started;
    },
  };
}

function inMemory(): OwnAnswerStore {
  const answers = new Map<string, Output>();
  return {
    find: async (key) => answers.get(key),
    keep: async (key, answer) => {
      const [oldest] = answers.keys();
      if (oldest !== undefined && answers.size >= mostInMemory) answers.delete(oldest);
      answers.set(key, answer);
    },
  };
}
