import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/infra/**/*.test.ts"],
    // One test synthesizes once more.
    testTimeout: 30_000,
    globalSetup: [fileURLToPath(new URL("synthesized-stages.ts", import.meta.url))],
  },
});
