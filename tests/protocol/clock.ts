import type { StoredItem } from "@lab-grader/core/storage/memory-table";
import type { World } from "./world.ts";

/** Points in time at which something may change: a lease ends, a wait is over. */
const moments = /"(?:leaseUntil|notBefore|dueAt)":"([^"]+)"/g;

/** The times after now at which the world may behave differently, earliest first. */
export function momentsAfter(world: World): string[] {
  const inQueue = world.messages.map(({ visibleAt }) => visibleAt);
  const inItems = [...world.items.values()].flatMap(momentsIn);
  const future = [...inQueue, ...inItems].filter((moment) => moment > world.clock);
  return [...new Set(future)].sort();
}

const known = new WeakMap<StoredItem, readonly string[]>();

function momentsIn(item: StoredItem): readonly string[] {
  const found =
    known.get(item) ?? [...item.text.matchAll(moments)].flatMap(([, moment]) => moment ?? []);
  known.set(item, found);
  return found;
}
