/// <reference path="./.sst/platform/config.d.ts" />

// Nothing is imported at the top: SST evaluates this file before the globals of infra/ exist.
export default $config({
  app({ stage }) {
    const isProduction = stage === "production";
    return {
      name: "lab-grader",
      home: "aws",
      version: "4.17.1",
      removal: isProduction ? "retain" : "remove",
      protect: isProduction,
    };
  },

  async run() {
    // Before every component: it sets what all functions have in common.
    await import("./infra/functions.ts");
    const { outputs } = await import("./infra/outputs.ts");
    return outputs;
  },
});
