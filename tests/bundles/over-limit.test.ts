import { describe, expect, it } from "vitest";
import { overLimit } from "./over-limit.ts";

const inputs = [
  { name: "packages/core/src/checks", bytes: 160_000 },
  { name: "zod", bytes: 104_600 },
];

describe("overLimit", () => {
  it("names the bundle, its size, the limit and what is largest", () => {
    const problem = overLimit("api", { coldStartBytes: 700_100, inputs }, { coldStartKb: 700 });

    expect(problem).toContain("bundle of api loads 700.1 KB");
    expect(problem).toContain("allows 700 KB");
    expect(problem).toContain("packages/core/src/checks 160.0 KB, zod 104.6 KB");
  });

  it("says nothing of a bundle that is as large as it may be", () => {
    expect(overLimit("api", { coldStartBytes: 700_000, inputs }, { coldStartKb: 700 })).toBe(
      undefined,
    );
  });
});
