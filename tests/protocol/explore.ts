import { addSeconds } from "@lab-grader/core/time";
import { brokenAtRest } from "./invariants.ts";
import { LocalRuns } from "./local-run.ts";
import { programOf } from "./programs.ts";
import type { Actor, Misfortunes, Scenario } from "./scenario.ts";
import { type Laws, type Step, stepsFrom } from "./steps.ts";
import { Interned, keyOf, type World } from "./world.ts";

interface Violation {
  readonly what: string;
  /** What happened, in order, from the start of the scenario. */
  readonly schedule: readonly string[];
}

export interface Exploration {
  readonly scenario: string;
  /** Different worlds that were reached. */
  readonly states: number;
  readonly transitions: number;
  /** Worlds in which nothing can happen any more. */
  readonly rests: number;
  /** At most `mostViolations`; none: every schedule keeps every invariant and comes to rest. */
  readonly violations: readonly Violation[];
}

interface Frame {
  readonly world: World;
  readonly key: string;
  readonly label: () => string;
  readonly steps: readonly Step[];
  next: number;
}

const start = "2026-03-01T12:00:00.000Z";
/** Longer than all delays of the scenarios together. */
const endless = addSeconds(start, 12 * 60 * 60);
const noMisfortunes: Misfortunes = { crashes: 0, duplicates: 0, pauses: 0, deadLetters: 0 };

/**
 * Goes depth first through every schedule of a scenario and looks at each world once. A world that
 * is met again while it is still being left is a circle: a schedule that never comes to rest.
 */
export async function exploreProtocol(
  scenario: Scenario,
  { mostViolations = 1, mostStates = 2_000_000 } = {},
): Promise<Exploration> {
  const laws = { scenario, runs: new LocalRuns((name) => programOf(JSON.parse(name), scenario)) };
  const interned = new Interned();
  const violations: Violation[] = [];
  /** True while the world is on the path that is being followed. */
  const seen = new Map<string, boolean>();
  const path: Frame[] = [];
  let transitions = 0;
  let rests = 0;

  const report = (what: string, last?: Step) => {
    const labels = [...path.slice(1), ...(last ? [last] : [])].map(({ label }) => label());
    violations.push({ what, schedule: labels });
  };
  const enter = async (world: World, { key, label }: { key: string; label: () => string }) => {
    seen.set(key, true);
    const isEndless = world.clock > endless;
    const steps = isEndless ? [] : await stepsFrom(world, laws);
    path.push({ world, key, label, steps, next: 0 });
    if (isEndless) report(`this is not at rest at ${world.clock}`);
    if (isEndless || steps.length > 0) return;
    rests += 1;
    for (const what of brokenAtRest(world, scenario)) report(what);
  };

  const first = await prepare(laws);
  await enter(first, { key: keyOf(first, interned), label: () => "" });
  for (let frame = path.at(-1); frame; frame = path.at(-1)) {
    if (violations.length >= mostViolations) break;
    const step = frame.steps[frame.next];
    frame.next += 1;
    if (!step) {
      seen.set(frame.key, false);
      path.pop();
      continue;
    }
    transitions += 1;
    for (const what of step.violations) report(what, step);
    const key = keyOf(step.world, interned);
    const isOnPath = seen.get(key);
    if (isOnPath) report("this goes round in a circle", step);
    if (isOnPath !== undefined) continue;
    if (seen.size >= mostStates)
      throw new Error(`${scenario.name}: more than ${mostStates} states`);
    await enter(step.world, { key, label: step.label });
  }
  return { scenario: scenario.name, states: seen.size, transitions, rests, violations };
}

/** The world after the scenario's `before`, each actor alone and without misfortune. */
async function prepare({ scenario, runs }: Laws): Promise<World> {
  let world: World = {
    clock: start,
    items: new Map(),
    messages: [],
    processes: [],
    actors: [],
    announced: [],
    promised: [],
    left: noMisfortunes,
  };
  for (const actor of scenario.before) {
    world = { ...world, actors: [textOf(actor)] };
    for (;;) {
      const [step] = await stepsFrom(world, { scenario, runs });
      if (!step) break;
      world = step.world;
    }
  }
  return { ...world, actors: scenario.actors.map(textOf), left: scenario.misfortunes };
}

function textOf(actor: Actor): string {
  return JSON.stringify(actor);
}
