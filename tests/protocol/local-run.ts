import type { TableOperations } from "@lab-grader/core/storage/memory-table";
import type { Now } from "@lab-grader/core/submissions/ports";

/** One effect that a process asks the world for. */
interface Operation {
  /** For a person: `claim`, `put the cell`. */
  readonly name: string;
  /** Does it, at once and whole, in the world that it is given. */
  readonly run: (effects: Effects) => unknown;
}

/** What an operation may touch. */
interface Effects {
  readonly table: TableOperations;
  readonly send: (submissionId: string, delaySeconds: number) => void;
  readonly announce: (id: string) => void;
}

/** What a program is run with: operations go through `ask`, everything else is pure. */
export interface Context {
  readonly ask: <Result>(name: string, run: (effects: Effects) => Result) => Promise<Result>;
  readonly now: Now;
  /** Names the process and what it has seen so far; equal only for processes that are equal. */
  readonly history: () => string;
}

export type Program = (context: Context) => Promise<Ending>;

/** How a program ended. */
export interface Ending {
  readonly status: string;
  /** When a delivery that was not acknowledged comes back; absent: it was. */
  readonly afterSeconds?: number;
  /** Ids of what somebody was told to be done: accepted submissions, effective grades. */
  readonly promised: readonly string[];
}

/** What a process has seen, in order: results of operations and readings of the clock. */
type Seen = { readonly resultText: string } | { readonly clock: string };

/** A process between two operations. Equal ids: same program, same past, so same future. */
export interface LocalState {
  readonly id: number;
  readonly name: string;
  readonly seen: readonly Seen[];
  readonly next:
    | { readonly status: "asks"; readonly operation: Operation }
    | { readonly status: "returned"; readonly ending: Ending }
    | { readonly status: "threw"; readonly fault: unknown };
}

/**
 * Runs async functions one operation at a time. A running function can't be copied, so it is run
 * again with everything that it has seen until it asks for something new; each such step is
 * computed once for all schedules, because it depends on nothing else.
 *
 * A reading of the clock is made as soon as the process comes to it. Time that passes between a
 * reading and the operation after it is what the explorer lets pass: readings get stale, which is
 * the dangerous direction.
 */
export class LocalRuns {
  readonly #programs: (name: string) => Program;
  readonly #states = new Map<string, LocalState>();

  constructor(programs: (name: string) => Program) {
    this.#programs = programs;
  }

  /** The process before its first operation. */
  async start(name: string, clock: string): Promise<LocalState> {
    return await this.#reach(`start ${name} ${clock}`, { name, seen: [], clock });
  }

  /** The process after its operation gave this result, at this time. */
  async resume(state: LocalState, result: unknown, clock: string): Promise<LocalState> {
    const resultText = JSON.stringify({ result });
    const seen = [...state.seen, { resultText }];
    const key = `${state.id} ${clock} ${resultText}`;
    return await this.#reach(key, { name: state.name, seen, clock });
  }

  async #reach(
    key: string,
    from: { name: string; seen: readonly Seen[]; clock: string },
  ): Promise<LocalState> {
    const known = this.#states.get(key);
    if (known) return known;
    const state = { id: this.#states.size, name: from.name, ...(await this.#run(from)) };
    this.#states.set(key, state);
    return state;
  }

  async #run(from: {
    name: string;
    seen: readonly Seen[];
    clock: string;
  }): Promise<Pick<LocalState, "seen" | "next">> {
    const seen = [...from.seen];
    let position = 0;
    let asked: Operation | undefined;
    let asking = () => {};
    const paused = new Promise<void>((resolve) => {
      asking = resolve;
    });
    const context: Context = {
      ask: async <Result>(name: string, run: (effects: Effects) => Result) => {
        const past = seen[position];
        if (past !== undefined && "resultText" in past) {
          position += 1;
          return JSON.parse(past.resultText).result;
        }
        if (asked) throw new Error(`${from.name} asks for "${name}" beside "${asked.name}"`);
        asked = { name, run };
        asking();
        return await new Promise<never>(() => {});
      },
      now: () => {
        const past = seen[position];
        position += 1;
        if (past !== undefined && "clock" in past) return past.clock;
        seen.push({ clock: from.clock });
        return from.clock;
      },
      history: () => `${from.name} ${JSON.stringify(seen.slice(0, position))}`,
    };
    const ended = this.#programs(from.name)(context).then(
      (ending): LocalState["next"] => ({ status: "returned", ending }),
      (fault: unknown): LocalState["next"] => ({ status: "threw", fault }),
    );
    const end = await Promise.race([ended, paused]);
    if (end) return { seen, next: end };
    if (!asked) throw new Error(`${from.name} paused without asking`);
    return { seen, next: { status: "asks", operation: asked } };
  }
}
