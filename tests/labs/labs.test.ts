import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { validateLab } from "@lab-grader/cli/labs/validate-lab";
import { testLab } from "@lab-grader/sandbox/lab-bench/test-lab";
import { describe, expect, it } from "vitest";

const folder = fileURLToPath(new URL("../../labs/", import.meta.url));
const labs = readdirSync(folder, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name);

describe.each(labs)("the lab %s", (name) => {
  it("is well-formed, and every case comes out as it says", async () => {
    const validation = await validateLab(`${folder}${name}`);
    if (!validation.isValid) throw new Error(JSON.stringify(validation.problems, undefined, 2));
    const { cases, scores } = await testLab(validation.authored);

    expect(validation.stages.flatMap(({ warnings }) => warnings)).toEqual([]);
    expect(cases.filter((one) => !one.isAsExpected)).toEqual([]);
    expect(scores.red.missing).toEqual([]);
    expect(scores.green).toMatchObject({ lost: [], missing: [] });
  });
});
