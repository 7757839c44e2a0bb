import { type Account, regionalState } from "./accounts.ts";
import type { JsonObject } from "./service.ts";

/** One management event as CloudTrail keeps it for 90 days. */
export interface ManagementEvent {
  readonly id: string;
  readonly name: string;
  /** `dynamodb.amazonaws.com` */
  readonly source: string;
  /** Milliseconds since the epoch, when the call came in. */
  readonly at: number;
  /** When it can be looked up; minutes after the call on AWS. */
  readyAt: number;
  readonly isReadOnly: boolean;
  /** The user, or the name of the role session. */
  readonly username: string;
  readonly resources: readonly { readonly type: string; readonly name: string }[];
  /** The whole record, as CloudTrail would write it to a trail. */
  readonly record: JsonObject;
}

/** Oldest first. */
export type EventHistory = ManagementEvent[];

/** Far more than a lab makes; the oldest are dropped, as those of more than 90 days are on AWS. */
const mostEvents = 5000;

const historiesOf = new WeakMap<Account, Set<EventHistory>>();

/** The event history of one account in one region. */
export const eventHistory = regionalState((account): EventHistory => {
  const history: EventHistory = [];
  historiesOf.set(account, (historiesOf.get(account) ?? new Set()).add(history));
  return history;
});

export function addEvent(account: Account, region: string, event: ManagementEvent): void {
  const history = eventHistory(account, region);
  history.push(event);
  // Dropping a tenth at once keeps adding cheap.
  if (history.length > mostEvents * 1.1) history.splice(0, history.length - mostEvents);
}

/** What was called until now can be looked up, in all regions of the account. */
export function settleEvents(account: Account, now: number): void {
  for (const history of historiesOf.get(account) ?? []) {
    for (const event of history) event.readyAt = Math.min(event.readyAt, now);
  }
}
