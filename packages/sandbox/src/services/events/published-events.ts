import type { JsonObject } from "../../service.ts";

/** An event that a bus took, in the envelope in which a rule's target gets it. */
export interface PublishedEvent {
  readonly accountId: string;
  readonly region: string;
  readonly busName: string;
  readonly event: {
    readonly version: "0";
    /** The bus's own id, another one each time the same is published. */
    readonly id: string;
    readonly "detail-type": string;
    readonly source: string;
    readonly account: string;
    readonly time: string;
    readonly region: string;
    readonly resources: readonly string[];
    readonly detail: JsonObject;
  };
}

/** What all buses took, since the sandbox has no rules that would send it on. */
export interface PublishedEvents {
  add(event: PublishedEvent): void;
  /** Oldest first; the last 20,000. */
  list(
    filter?: Partial<Pick<PublishedEvent, "accountId" | "region" | "busName">>,
  ): PublishedEvent[];
}

const capacity = 20_000;

export function createPublishedEvents(): PublishedEvents {
  let events: PublishedEvent[] = [];
  return {
    add(event) {
      events.push(event);
      // Dropping a tenth at once keeps adding cheap.
      if (events.length > capacity * 1.1) events = events.slice(-capacity);
    },
    list: ({ accountId, region, busName } = {}) =>
      events
        .slice(-capacity)
        .filter(
          (event) =>
            (accountId === undefined || event.accountId === accountId) &&
            (region === undefined || event.region === region) &&
            (busName === undefined || event.busName === busName),
        ),
  };
}
