import { describe, expect, it } from "vitest";
import { problemWords } from "./problem-words.ts";
import { largestFileBytes, readProofFile } from "./read-proof-file.ts";

const aLab = {
  ...{ lab: "my-lab", version: "1.0.0", stages: ["build"], criteria: ["build.table"] },
  cases: [
    {
      ...{ kind: "red", name: "no-table", stage: "build", isAsExpected: true },
      cells: [
        {
          ...{ criterion: "build.table", moment: "at once", isAsExpected: true },
          ...{ expected: { outcome: "not_met" }, outcome: "not_met", reason: "table.missing" },
        },
      ],
    },
  ],
  ...{ red: 1, green: 1, isPassed: true },
  missing: { red: [], lost: [], choices: [], cases: [] },
};
const file = JSON.stringify({ labs: [aLab, aLab] });
const read = (source: string) => readProofFile(new TextEncoder().encode(source));
const wordsOf = (source: string) => {
  const result = read(source);
  return result.status === "other" ? result.problems.map(problemWords) : result.status;
};

describe("readProofFile", () => {
  it("reads every lab of a file", () => {
    expect(read(file)).toMatchObject({ status: "read", labs: [aLab, aLab] });
  });

  it("reads what PowerShell writes", () => {
    const units = Uint16Array.from(`\uFEFF${file}`, (sign) => sign.charCodeAt(0));

    expect(readProofFile(new Uint8Array(units.buffer)).status).toBe("read");
  });

  it.each([
    ["", "empty"],
    ["\uFEFF \n", "empty"],
    [file.slice(0, 200), "half"],
    [file.slice(0, -1), "half"],
    ["labs: []", "not_json"],
    [`${file}}`, "not_json"],
    ['{"labs": [],}', "not_json"],
    ['{"labs": []}', "no_labs"],
  ])("tells of %j that it is %s", (source, status) => {
    expect(read(source).status).toBe(status);
  });

  it("does not read what is too large", () => {
    expect(readProofFile(new Uint8Array(largestFileBytes + 1)).status).toBe("too_large");
  });

  it.each([
    ["[]", ["the whole file expected an object, found a list"]],
    [
      '{"name":"lab"}',
      ["labs is missing, expected a list", "the whole file has a member that no proof has: name"],
    ],
    [
      JSON.stringify({ labs: [{ ...aLab, red: "all" }] }),
      ['labs[0].red expected a number, found "all"'],
    ],
    [
      JSON.stringify({ labs: [aLab, { ...aLab, cases: [{ ...aLab.cases[0], kind: "blue" }] }] }),
      ['labs[1].cases[0].kind expected one of solution, red, green, unsure, found "blue"'],
    ],
    [JSON.stringify({ labs: [{ ...aLab, green: 2 }] }), ["labs[0].green expected at most 1"]],
  ])("names the member of %s", (source, words) => {
    expect(wordsOf(source)).toEqual(words);
  });

  it("names the first places of many", () => {
    const result = read(JSON.stringify({ labs: Array.from({ length: 9 }, () => 1) }));

    expect(result).toMatchObject({ status: "other", more: 4 });
  });
});
