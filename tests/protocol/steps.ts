import { tableOperations } from "@lab-grader/core/storage/memory-table";
import { addSeconds } from "@lab-grader/core/time";
import { momentsAfter } from "./clock.ts";
import { brokenBetween } from "./invariants.ts";
import { briefly, describe } from "./labels.ts";
import type { LocalRuns, LocalState } from "./local-run.ts";
import { submissionNamed, type Task, timings } from "./programs.ts";
import type { Actor, Scenario } from "./scenario.ts";
import {
  copyOf,
  including,
  type Message,
  messageText,
  type Process,
  processText,
  type World,
  withoutMessage,
} from "./world.ts";

/** One thing that can happen next, and the world after it. */
export interface Step {
  readonly label: () => string;
  readonly world: World;
  /** What the step itself breaks; states at rest are checked apart. */
  readonly violations: readonly string[];
}

export interface Laws {
  readonly scenario: Scenario;
  readonly runs: LocalRuns;
}

/** Everything that can happen next; nothing: the world is at rest. */
export async function stepsFrom(world: World, laws: Laws): Promise<Step[]> {
  const progress = [
    ...(await runningSteps(world, laws)),
    ...(await startingSteps(world, laws)),
    ...(await deliveries(world, laws)),
  ];
  return [...progress, ...misfortunes(world), ...passing(world, progress.length > 0)];
}

async function runningSteps(world: World, laws: Laws): Promise<Step[]> {
  const steps: Step[] = [];
  for (const process of distinctProcesses(world))
    steps.push(await runningStep(world, process, laws));
  return steps;
}

async function runningStep(world: World, process: Process, laws: Laws): Promise<Step> {
  const rest = { ...world, processes: world.processes.filter((each) => each !== process) };
  return process.local.next.status === "returned"
    ? acknowledge(rest, process)
    : await perform(rest, process, laws);
}

/** Actors whose time has come, and the reconciler while something is due. */
async function startingSteps(world: World, laws: Laws): Promise<Step[]> {
  const steps: Step[] = [];
  for (const text of world.actors) {
    const actor: Actor = JSON.parse(text);
    if (!mayStart(actor, world)) continue;
    const actors = world.actors.filter((each) => each !== text);
    steps.push(await start({ ...world, actors }, { task: actor }, laws));
  }
  const isDue = [...world.items.values()].some(({ dueAt }) => dueAt && dueAt <= world.clock);
  if (isDue && running(world, "reconciler") < laws.scenario.reconcilers)
    steps.push(await start(world, { task: { kind: "reconciler" } }, laws));
  return steps;
}

async function deliveries(world: World, laws: Laws): Promise<Step[]> {
  const steps: Step[] = [];
  for (const message of visibleMessages(world)) {
    const { queue, submissionId, sentAt } = message;
    if (queue === "grading" && message.receiveCount >= timings.maxReceiveCount) {
      steps.push(toDeadLetters(world, message));
      continue;
    }
    const limit = queue === "grading" ? laws.scenario.graders : 1;
    if (running(world, queue === "grading" ? "grader" : "dead-letters") >= limit) continue;

    const receiveCount = message.receiveCount + 1;
    const visibleAt = addSeconds(world.clock, timings.visibilityTimeoutSeconds);
    const taken = { ...message, receiveCount, visibleAt };
    const messages = [...withoutMessage(world.messages, message), taken];
    const task: Task =
      queue === "grading"
        ? { kind: "grader", submissionId, receiveCount, startedAt: world.clock }
        : { kind: "dead-letters", submissionId, sentAt };
    steps.push(await start({ ...world, messages }, { task, message: taken }, laws));
  }
  return steps;
}

function misfortunes(world: World): Step[] {
  const { duplicates, deadLetters } = world.left;
  const inQueue = visibleMessages(world).filter(({ queue }) => queue === "grading");
  const doubled = inQueue.map((message) => ({
    label: () => `the queue doubles the message of ${message.submissionId}`,
    world: {
      ...world,
      messages: [...world.messages, message],
      left: { ...world.left, duplicates: duplicates - 1 },
    },
    violations: [],
  }));
  const givenUp = inQueue.map((message) => {
    const step = toDeadLetters(world, message);
    const left = { ...world.left, deadLetters: deadLetters - 1 };
    return { ...step, world: { ...step.world, left } };
  });
  return [
    ...crashesOf(world, distinctProcesses(world)),
    ...(duplicates > 0 ? doubled : []),
    ...(deadLetters > 0 ? givenUp : []),
  ];
}

function crashesOf(world: World, processes: readonly Process[]): Step[] {
  if (world.left.crashes === 0) return [];
  const left = { ...world.left, crashes: world.left.crashes - 1 };
  return processes.map((process) => ({
    label: () => `${describe(process)} crashes`,
    world: { ...world, left, processes: world.processes.filter((each) => each !== process) },
    violations: [],
  }));
}

/**
 * Time passes to the next moment by itself when nobody can act, and to any later moment as a
 * misfortune when somebody could: then a lease ends under a grader that still runs.
 */
function passing(world: World, canSomebodyAct: boolean): Step[] {
  const moments = momentsAfter(world);
  if (!canSomebodyAct)
    return moments.slice(0, 1).map((clock) => ({
      label: () => `it is ${clock}`,
      world: { ...world, clock },
      violations: [],
    }));
  if (world.left.pauses === 0 || running(world, "grader") === 0) return [];
  const left = { ...world.left, pauses: world.left.pauses - 1 };
  return moments.map((clock) => ({
    label: () => `everybody pauses until ${clock}`,
    world: { ...world, clock, left },
    violations: [],
  }));
}

async function start(
  world: World,
  { task, message }: { task: Task; message?: Message },
  laws: Laws,
): Promise<Step> {
  const local = await laws.runs.start(JSON.stringify(task), world.clock);
  return await perform(world, { local, ...(message && { message }) }, laws);
}

/** Lets one process do its next operation; `world` is without the process. */
async function perform(world: World, process: Process, { runs }: Laws): Promise<Step> {
  const { next } = process.local;
  if (next.status !== "asks") throw new Error(`${describe(process)} has nothing to do`);

  const items = copyOf(world.items);
  let { messages, announced } = world;
  const { clock } = world;
  const result = next.operation.run({
    table: tableOperations(items),
    send: (submissionId, delaySeconds) => {
      const visibleAt = addSeconds(clock, delaySeconds);
      const sent = { submissionId, sentAt: clock, receiveCount: 0, visibleAt };
      messages = [...messages, { queue: "grading", ...sent }];
    },
    announce: (id) => {
      announced = including(announced, id);
    },
  });
  const local = await runs.resume(process.local, result, clock);
  const after = { ...world, items, messages, announced };
  return {
    label: () => `${describe(process)}: ${next.operation.name} -> ${briefly(result)}`,
    world: ended(after, { ...process, local }),
    violations: [...brokenBetween(world, after), ...thrownBy(local)],
  };
}

/** Keeps a process that still has something to do: an operation, or its delivery to end. */
function ended(world: World, process: Process): World {
  const { next } = process.local;
  if (next.status === "asks" || (next.status === "returned" && process.message))
    return { ...world, processes: [...world.processes, process] };
  if (next.status === "threw") return world;
  const promised = next.ending.promised.reduce(including, world.promised);
  return { ...world, promised };
}

/** The queue learns how the delivery ended, unless it has already given the message to another. */
function acknowledge(world: World, process: Process): Step {
  const { local, message } = process;
  if (local.next.status !== "returned" || !message) throw new Error("no delivery to end");
  const { ending } = local.next;
  const messages = withoutMessage(world.messages, message);
  const isStillOurs = messages !== world.messages && message.visibleAt > world.clock;
  const { afterSeconds } = ending;
  const back =
    afterSeconds === undefined
      ? []
      : [{ ...message, visibleAt: addSeconds(world.clock, afterSeconds) }];
  return {
    label: () => `${describe(process)}: ${ending.status}`,
    world: isStillOurs ? { ...world, messages: [...messages, ...back] } : world,
    violations: [],
  };
}

function toDeadLetters(world: World, message: Message): Step {
  const dead = { ...message, queue: "dead-letters" as const, receiveCount: 0 };
  return {
    label: () => `the queue gives up the message of ${message.submissionId}`,
    world: { ...world, messages: [...withoutMessage(world.messages, message), dead] },
    violations: [],
  };
}

function mayStart(actor: Actor, world: World): boolean {
  if (actor.kind === "learner")
    return actor.after === undefined || isClosedIn(world, submissionNamed(actor.after));
  if (actor.kind === "terms") return true;
  if (actor.kind === "canceler") return isThere(world, submissionNamed(actor.cancels));
  const submission = actor.kind === "operator" ? actor.redrives : actor.submission;
  return isClosedIn(world, submissionNamed(submission));
}

function isThere(world: World, submissionId: string): boolean {
  return [...world.items.values()].some(({ text }) =>
    text.includes(`"submissionId":"${submissionId}"`),
  );
}

function isClosedIn(world: World, submissionId: string): boolean {
  return [...world.items.values()].some(
    ({ text }) => text.includes(`"submissionId":"${submissionId}"`) && text.includes('"closedAt":'),
  );
}

function thrownBy(local: LocalState): string[] {
  return local.next.status === "threw" ? [`${local.name} throws ${local.next.fault}`] : [];
}

function visibleMessages(world: World): Message[] {
  const visible = world.messages.filter(({ visibleAt }) => visibleAt <= world.clock);
  return [...new Map(visible.map((message) => [messageText(message), message])).values()];
}

function distinctProcesses(world: World): Process[] {
  if (world.processes.length < 2) return [...world.processes];
  return [...new Map(world.processes.map((each) => [processText(each), each])).values()];
}

function running(world: World, kind: Task["kind"]): number {
  return world.processes.filter(({ local }) => local.name.startsWith(`{"kind":"${kind}"`)).length;
}
