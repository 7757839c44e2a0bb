import { randomBytes, randomInt } from "node:crypto";
import { itemOf, type TableItem } from "@lab-grader/aws/table-item";
import {
  largestLabBytes,
  largestProofBytes,
  PublishRequest,
} from "@lab-grader/core/contracts/endpoints/labs";
import type { LabProof } from "@lab-grader/core/lab/lab-proof";
import { longestSheet } from "@lab-grader/core/lab/lab-sheet";
import { PublishedProofRecord } from "@lab-grader/core/lab/published-proof";
import { StoredLabRecord } from "@lab-grader/core/lab/stored-lab";
import { describe, expect, it } from "vitest";

/** docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
const largestItemBytes = 400 * 1024;

const noise = (bytes: number) => randomBytes(bytes).toString("base64").slice(0, bytes);
/** Three bytes each, and in no order that could be compressed. */
const ideographs = (count: number) =>
  Array.from({ length: count }, () => String.fromCharCode(randomInt(0x4e00, 0x9fff))).join("");

function sizeOf(item: TableItem): number {
  return Object.entries(item).reduce(
    (sum, [name, { B, S }]) => sum + name.length + (B?.length ?? Buffer.byteLength(S ?? "")),
    0,
  );
}

describe("what may be published at most", () => {
  const digest = "0".repeat(64);

  it("is a lab and a sheet that fit into one item of the table, however little they compress", () => {
    const source = { text: noise(largestLabBytes - 20) };
    const sheet = ideographs(longestSheet);

    const item = itemOf(StoredLabRecord, {
      ...{ digest, labId: "x".repeat(63), version: "1.0.0", source, sheet },
    });

    expect(PublishRequest.safeParse({ source, sheet }).success).toBe(true);
    expect(sizeOf(item)).toBeGreaterThan(200 * 1024);
    expect(sizeOf(item)).toBeLessThan(largestItemBytes);
  });

  it("is a proof that fits into one", () => {
    const names = Array.from({ length: 630 }, () => ideographs(200));
    const proof: LabProof = {
      ...{ lab: "a", version: "1.0.0", stages: ["build"], criteria: names, cases: [] },
      ...{ red: 1, green: 1, isPassed: true },
      missing: { red: [], lost: [], choices: [], cases: [] },
    };

    const item = itemOf(PublishedProofRecord, {
      ...{ digest, at: "2026-03-01T12:00:00.000Z", by: "instructor-01", document: proof },
    });

    expect(PublishRequest.safeParse({ source: {}, proof }).success).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(proof))).toBeGreaterThan(largestProofBytes * 0.9);
    expect(sizeOf(item)).toBeLessThan(largestItemBytes);
  });
});
