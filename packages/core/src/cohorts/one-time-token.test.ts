import { describe, expect, it } from "vitest";
import { memoryTable } from "../storage/memory-table.ts";
import { shortHash } from "../testing.ts";
import { verifyOneTimeToken } from "./one-time-token.ts";

describe("verifyOneTimeToken", () => {
  it.each([
    "",
    "ott",
    `ott.${"a".repeat(4000)}.${"b".repeat(32)}`,
    `ott.${"a".repeat(32)}.${"b".repeat(32)}.c`,
    `ott.${"A".repeat(32)}.${"b".repeat(32)}`,
  ])("asks the table nothing about what can't be a token (%#)", async (token) => {
    const table = {
      ...memoryTable(),
      get: async () => {
        throw new Error("asked");
      },
    };

    const known = await verifyOneTimeToken(token, {
      ...{ table, hash: shortHash, now: () => "2026-03-01T12:00:00.000Z" },
    });

    expect(known).toBeUndefined();
  });
});
