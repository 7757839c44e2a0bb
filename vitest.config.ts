import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "tests/**/*.test.ts"],
    // The slowest tests start the whole local system; a real hang must still end by itself.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
