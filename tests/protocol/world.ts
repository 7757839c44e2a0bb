import { type Items, placeText, type StoredItem } from "@lab-grader/core/storage/memory-table";
import type { LocalState } from "./local-run.ts";
import type { Misfortunes } from "./scenario.ts";

/** One message of a standard queue: it can be received from `visibleAt` on, in any order. */
export interface Message {
  readonly queue: "grading" | "dead-letters";
  readonly submissionId: string;
  readonly sentAt: string;
  readonly receiveCount: number;
  readonly visibleAt: string;
}

/** A running process and the delivery that it works on. */
export interface Process {
  readonly local: LocalState;
  readonly message?: Message;
}

/** The whole system at one moment. Never changed: a step makes another one. */
export interface World {
  readonly clock: string;
  readonly items: ReadonlyMap<string, StoredItem>;
  readonly messages: readonly Message[];
  readonly processes: readonly Process[];
  /** Names of the actors that have not started yet. */
  readonly actors: readonly string[];
  /** Ids of the announced events. */
  readonly announced: readonly string[];
  /** What was promised to somebody: accepted submissions, grades said to be effective. */
  readonly promised: readonly string[];
  readonly left: Misfortunes;
}

/** The text of an object that never changes, made once. */
function remembered<Value extends object>(textOf: (value: Value) => string) {
  const texts = new WeakMap<Value, string>();
  return (value: Value): string => {
    const known = texts.get(value);
    if (known !== undefined) return known;
    const text = textOf(value);
    texts.set(value, text);
    return text;
  };
}

/** Equal for equal messages. */
export const messageText = remembered<Message>(
  ({ queue, submissionId, sentAt, receiveCount, visibleAt }) =>
    `${queue} ${submissionId} ${sentAt} ${receiveCount} ${visibleAt}`,
);

/** Equal for processes that can't be told apart. */
export const processText = remembered<Process>(
  ({ local, message }) => `${local.id}:${message ? messageText(message) : ""}`,
);

/** Texts and objects as small numbers, so that millions of worlds fit into memory as short keys. */
export class Interned {
  readonly #numbers = new Map<string, number>();
  readonly #items = new WeakMap<StoredItem, number>();

  item(item: StoredItem): number {
    const known = this.#items.get(item);
    if (known !== undefined) return known;
    const number = this.text(`${placeText(item)} ${item.text}`);
    this.#items.set(item, number);
    return number;
  }

  text(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#numbers.size);
    return this.#numbers.size - 1;
  }
}

/**
 * Equal exactly for equal worlds. Messages and processes are compared as multisets: two graders are
 * the same grader if they run the same program with the same past, and neither the queue nor the
 * table can tell them apart.
 */
export function keyOf(world: World, interned: Interned): string {
  const items = [...world.items.values()].map((item) => interned.item(item));
  const messages = world.messages.map((message) => interned.text(messageText(message)));
  const processes = world.processes.map((process) => interned.text(processText(process)));
  const { crashes, duplicates, pauses, deadLetters } = world.left;
  return [
    interned.text(world.clock),
    sorted(items),
    sorted(messages),
    sorted(processes),
    interned.text([world.actors, world.announced, world.promised].join("|")),
    `${crashes}.${duplicates}.${pauses}.${deadLetters}`,
  ].join("|");
}

/** `list` without one message that is equal to `message`; the same list where there is none. */
export function withoutMessage(list: readonly Message[], message: Message): readonly Message[] {
  const text = messageText(message);
  const index = list.findIndex((each) => messageText(each) === text);
  return index === -1 ? list : list.toSpliced(index, 1);
}

/** Adds to a sorted set. */
export function including(set: readonly string[], value: string): readonly string[] {
  return set.includes(value) ? set : [...set, value].sort();
}

export function copyOf(items: ReadonlyMap<string, StoredItem>): Items {
  return new Map(items);
}

function sorted(numbers: number[]): string {
  return numbers.sort((left, right) => left - right).join(",");
}
