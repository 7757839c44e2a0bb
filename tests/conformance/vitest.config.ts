import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/conformance/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 60_000,
    // Moto has one state for all: one file after the other, and one test after the other.
    fileParallelism: false,
    maxConcurrency: 8,
  },
});
