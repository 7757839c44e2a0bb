import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/*/src/**/*.test.ts", "tests/**/*.test.ts"],
    // They have commands of their own: npm run test:moto needs moto, npm run test:browser a browser,
    // npm run test:infra installs SST.
    exclude: ["tests/conformance/**", "tests/browser/**", "tests/infra/**", "**/node_modules/**"],
    // The slowest tests start the whole local system; a real hang must still end by itself.
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
