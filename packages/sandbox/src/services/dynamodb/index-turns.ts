/** Keeps reads of an index away from writes that are in progress. */
export interface IndexTurns {
  /** Beside other writes, after the reads that were asked for before. */
  write<Result>(task: () => Promise<Result>): Promise<Result>;
  /** Alone, after the writes that were asked for before. */
  read<Result>(task: () => Promise<Result>): Promise<Result>;
}

/**
 * dynalite moves an item within an index by taking it out first and putting it in afterwards: who
 * reads in between sees an item that is there all the time nowhere.
 */
export function createIndexTurns(): IndexTurns {
  let lastRead: Promise<unknown> = Promise.resolve();
  let writes = new Set<Promise<unknown>>();

  return {
    write(task) {
      const work = lastRead.then(task);
      const since = writes;
      const end: Promise<unknown> = Promise.allSettled([work]).then(() => since.delete(end));
      since.add(end);
      return work;
    },
    read(task) {
      const work = Promise.all([lastRead, ...writes]).then(task);
      lastRead = Promise.allSettled([work]);
      writes = new Set();
      return work;
    },
  };
}
