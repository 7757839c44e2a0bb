import * as z from "zod";
import type { Pending } from "./settling.ts";
import type { GlobalIndex, Table } from "./table.ts";

export const InsightsMode = z.enum(["ACCESSED_AND_THROTTLED_KEYS", "THROTTLED_KEYS"]);

/** Contributor insights as they were switched last; times are milliseconds since the epoch. */
export interface Insights extends Pending {
  readonly isEnabled: boolean;
  readonly mode: z.infer<typeof InsightsMode>;
  readonly updatedAt: number;
}

export type InsightsTarget = Table | GlobalIndex;

/** By table or index itself: what is made again under the same name has none. */
export const insights = new WeakMap<InsightsTarget, Insights>();

/** Finishes what is still being switched on or off. */
export function settleInsights(table: Table, now: number): void {
  for (const target of [table, ...table.globalIndexes]) {
    const found = insights.get(target);
    if (found !== undefined && found.readyAt > now) found.readyAt = now;
  }
}
