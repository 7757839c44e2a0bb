import { exploreProtocol } from "../protocol/explore.ts";
import { scenarios } from "../protocol/scenarios.ts";
import { type BenchPart, higher } from "./metric.ts";

/** How many different worlds the interleaving test looks at. */
export const protocolPart: BenchPart = {
  prefix: "protocol",
  measure: async () => {
    let all = 0;
    for (const scenario of scenarios) {
      const { states, violations } = await exploreProtocol(scenario);
      const [violation] = violations;
      if (violation) throw new Error(`${scenario.name}: ${violation.what}`);
      all += states;
    }
    return [higher("protocol.states", all, "states")];
  },
};
