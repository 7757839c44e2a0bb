import { canonicalJson } from "@lab-grader/core/json";
import type { LabCase } from "@lab-grader/core/lab/cases";
import type { Criterion, Lab } from "@lab-grader/core/lab/lab";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { planCase } from "@lab-grader/core/lab/plan-case";
import { type Sandbox, startSandbox } from "../sandbox.ts";
import { collectFromSandbox } from "./collect-from-sandbox.ts";
import { isPublishable, type LabScores, labScores } from "./lab-scores.ts";
import { type CaseResult, playCase } from "./play-case.ts";

/** Every case of a lab against every criterion of its stage, and what that says of the lab. */
export interface LabTest {
  /** The solution of each stage first, then the cases in the order of the file. */
  readonly cases: readonly CaseResult[];
  readonly scores: LabScores;
  /** Every case came out as expected, and both scores are 100 %. */
  readonly isPassed: boolean;
}

/** A local AWS that stays open, for labs that are tested again and again. */
export interface LabBench {
  /**
   * Plays what has changed since this lab was tested here; the other cases keep their result.
   * Several labs may be tested at the same time.
   */
  test(authored: AuthoredLab, onPlayed?: (result: CaseResult) => void): Promise<LabTest>;
  close(): Promise<void>;
}

interface Played {
  readonly stage: string;
  readonly labCase?: LabCase | undefined;
}

/** Cases that run at the same time, of all labs: more only wait for each other. */
const casesAtOnce = 8;
/** Accounts are never taken away again, so a bench that stays open all day begins anew. */
const accountsOfOneSandbox = 1_000;
const graderAccountId = "999999999999";

export function openLabBench(): LabBench {
  const slots = createSlots(casesAtOnce);
  const known = new Map<string, ReadonlyMap<string, CaseResult>>();
  let current = openRoom();
  const closing: Promise<void>[] = [];
  let isClosed = false;

  async function play(authored: AuthoredLab, played: Played): Promise<CaseResult> {
    return slots.run(async () => {
      if (isClosed) throw new Error("The bench was closed before every case was played.");
      if (current.accounts >= accountsOfOneSandbox) {
        closing.push(current.close());
        current = openRoom();
      }
      return current.play(authored, played);
    });
  }

  return {
    test: async (authored, onPlayed) => {
      const { lab, cases } = authored;
      const before = known.get(lab.id) ?? new Map<string, CaseResult>();
      const keyed = playedOf(authored).map((one) => [keyOf(authored, one), one] as const);
      const results = await Promise.all(
        keyed.map(async ([key, one]) => {
          const kept = before.get(key);
          if (kept) return kept;
          const result = await play(authored, one);
          onPlayed?.(result);
          return result;
        }),
      );
      known.set(lab.id, new Map(keyed.flatMap(([key], at) => entryOf(key, results[at]))));
      const scores = labScores(lab, cases, results);
      const isPassed = results.every((one) => one.isAsExpected) && isPublishable(scores);
      return { cases: results, scores, isPassed };
    },
    close: async () => {
      isClosed = true;
      await Promise.all([...closing, current.close()]);
    },
  };
}

/** A sandbox with its own collector; it closes when the last case in it has been played. */
function openRoom() {
  const opening = startSandbox().then((sandbox) => {
    const key = { accessKeyId: "grader", secretAccessKey: "local" };
    sandbox.createAccount({ accountId: graderAccountId, accessKeys: [key] });
    return { sandbox, collector: collectFromSandbox(sandbox, key) };
  });
  const running = new Set<Promise<unknown>>();
  let accounts = 0;

  async function playIn(authored: AuthoredLab, played: Played, accountId: string) {
    const { sandbox, collector } = await opening;
    const { collect } = collector;
    return playCase(authored, played, { sandbox, accountId, graderAccountId, collect });
  }

  return {
    get accounts() {
      return accounts;
    },
    play: async (authored: AuthoredLab, played: Played): Promise<CaseResult> => {
      accounts += 1;
      const playing = playIn(authored, played, String(100_000_000_000 + accounts));
      running.add(playing);
      try {
        return await playing;
      } finally {
        running.delete(playing);
      }
    },
    close: async (): Promise<void> => {
      await Promise.allSettled(running);
      const opened: { sandbox: Sandbox; collector: { close(): void } } = await opening;
      opened.collector.close();
      await opened.sandbox.close();
    },
  };
}

function playedOf({ lab, cases }: AuthoredLab): readonly Played[] {
  return [
    ...lab.stages.map(({ id }) => ({ stage: id })),
    ...cases.map((labCase) => ({ stage: labCase.stage, labCase })),
  ];
}

/** Everything that decides how a case comes out; texts that only learners read are left out. */
function keyOf({ lab, solution }: AuthoredLab, { stage, labCase }: Played): string {
  const last = lab.stages.findIndex(({ id }) => id === stage);
  return canonicalJson({
    name: labCase?.name ?? null,
    plan: planCase(solution, stage, labCase),
    labCase: labCase && { ...labCase, expect: [...labCase.expect] },
    lab: decidingParts(lab),
    criteria: lab.stages.slice(0, last + 1).map((one) => one.criteria.map(decidingCriterion)),
  });
}

function decidingParts({ id, variables, gate }: Lab) {
  return { id, variables, gate: gate && decidingCriterion(gate) };
}

function decidingCriterion(criterion: Criterion) {
  const { title: _title, why: _why, hints: _hints, feedback: _feedback, ...deciding } = criterion;
  return deciding;
}

function entryOf(key: string, result: CaseResult | undefined): [string, CaseResult][] {
  return result ? [[key, result]] : [];
}

/** Lets so many run at once; the others wait in their order. */
function createSlots(limit: number) {
  const waiting: (() => void)[] = [];
  let free = limit;
  return {
    run: async <Result>(work: () => Promise<Result>): Promise<Result> => {
      if (free > 0) free -= 1;
      else await new Promise<void>((begin) => waiting.push(begin));
      try {
        return await work();
      } finally {
        const next = waiting.shift();
        if (next) next();
        else free += 1;
      }
    },
  };
}
