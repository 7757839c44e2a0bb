import { totalDollars } from "../cost/bill.ts";
import { centsPer1000, estimateCost } from "../cost/estimate.ts";
import { type BenchPart, lower } from "./metric.ts";

/** What it costs in AWS, from counts and the price list; docs/cost.md says how. */
export const costPart: BenchPart = {
  prefix: "cost",
  measure: async () => {
    const estimate = await estimateCost();
    return [
      lower("cost.centsPer1000", centsPer1000(estimate), "cents"),
      lower("cost.idleDollarsPerMonth", totalDollars(estimate.idleMonth), "USD"),
    ];
  },
};
