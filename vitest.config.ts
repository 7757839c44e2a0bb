import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "tests/**/*.test.ts"],
    // It needs moto, and its own command: npm run test:moto.
    exclude: ["tests/conformance/**", "**/node_modules/**"],
    // The slowest tests start the whole local system; a real hang must still end by itself.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
