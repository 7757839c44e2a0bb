import { describe, expect, it } from "vitest";
import { shownLabs } from "./lab-rows.ts";

const version = (name: string, isDev = false) => ({
  ...{ version: name, isDev, digest: `d${name}`, publishedBy: "instructor-01" },
  publishedAt: "2026-09-01T10:00:00.000Z",
});
const labs = [
  { labId: "tables", title: "Tables", versions: [version("1.1.0-dev.1", true), version("1.0.0")] },
  { labId: "keys", title: "Keys", versions: [version("2.0.0"), version("1.0.0")] },
];
const namesOf = ({ rows }: ReturnType<typeof shownLabs>) =>
  rows.map(({ key, older }) => [key, ...older.map((row) => row.version)]);

describe("shownLabs", () => {
  it("puts older versions below the newest one, labs by their titles", () => {
    const shown = shownLabs(labs, { find: "", isDevShown: false });

    expect(namesOf(shown)).toEqual([["keys 2.0.0", "1.0.0"], ["tables 1.0.0"]]);
    expect(shown.hiddenDev).toBe(1);
  });

  it("begins with a version to try out only where those are wanted", () => {
    const shown = shownLabs(labs, { find: "tables", isDevShown: true });

    expect(namesOf(shown)).toEqual([["tables 1.1.0-dev.1", "1.0.0"]]);
    expect(shown.hiddenDev).toBe(0);
  });

  it.each([
    ["KEYS 2.0", ["keys 2.0.0"]],
    ["d1.0.0 tables", ["tables 1.0.0"]],
    ["nobody", []],
  ])("finds %j", (find, keys) => {
    const { rows } = shownLabs(labs, { find, isDevShown: false });

    expect(rows.map(({ key }) => key)).toEqual(keys);
  });
});
