import { execFileSync } from "node:child_process";
import { deletion, shellWord } from "@lab-grader/core/facts/left-over-commands";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";

describe("shellWord", () => {
  it("comes out of a shell as it went in, whatever a learner typed", () => {
    const text = fc.string({ unit: "grapheme" }).filter((one) => !one.includes("\0"));

    fc.assert(
      fc.property(text, (one) => {
        const echoed = execFileSync("sh", ["-c", `printf %s ${shellWord(one)}`], {
          encoding: "utf8",
        });
        expect(echoed).toBe(one);
      }),
      { numRuns: 50, examples: [["it's; rm -rf $HOME `id`"], [""], ["-a"]] },
    );
  });
});

describe("deletion", () => {
  it("puts the region first and gives a flag no value", () => {
    expect(
      deletion("kinesis delete-stream", "us-east-1", { "stream-name": "a b", force: true }),
    ).toBe("aws kinesis delete-stream --region us-east-1 --stream-name 'a b' --force");
  });

  it("keeps a value that begins with a dash from being taken for an option", () => {
    expect(deletion("dynamodb delete-table", "us-east-1", { "table-name": "-a-" })).toBe(
      "aws dynamodb delete-table --region us-east-1 --table-name=-a-",
    );
  });
});
