import { describe, expect, it } from "vitest";
import { draftKey, draftKeysOf } from "./draft-key.ts";

describe("draftKeysOf", () => {
  it("finds somebody's drafts, not those of who has a longer login", () => {
    const own = draftKey("learner", "inquiry.sub-1.keys");
    const others = [draftKey("learner.inquiry", "sub-1.keys"), draftKey("learner-01", "x")];

    expect(draftKeysOf("learner", [own, ...others, "lab-grader.theme"])).toEqual([own]);
  });
});
