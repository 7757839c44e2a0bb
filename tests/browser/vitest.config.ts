import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    include: ["tests/browser/**/*.test.ts"],
    // A browser, a local system and its functions keep two cores busy by themselves.
    fileParallelism: false,
    // A whole journey is one test; each step in it has a shorter limit of its own.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
