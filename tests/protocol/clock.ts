import type { StoredItem } from "@lab-grader/core/storage/memory-table";
import type { World } from "./world.ts";

/** Points in time at which something may change: a lease ends, a wait is over. */
const moments = /"(?:leaseUntil|notBefore|dueAt)":"([^"]+)"/g;

/** The earliest time after now at which the world may behave differently. */
export function nextMoment(world: World): string | undefined {
  const inQueue = world.messages.map(({ visibleAt }) => visibleAt);
  const inItems = [...world.items.values()].flatMap(momentsIn);
  const future = [...inQueue, ...inItems].filter((moment) => moment > world.clock);
  return future.sort()[0];
}

const known = new WeakMap<StoredItem, readonly string[]>();

function momentsIn(item: StoredItem): readonly string[] {
  const found =
    known.get(item) ?? [...item.text.matchAll(moments)].flatMap(([, moment]) => moment ?? []);
  known.set(item, found);
  return found;
}
