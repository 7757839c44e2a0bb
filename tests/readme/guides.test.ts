import { readFileSync } from "node:fs";
import { allCommands } from "@lab-grader/cli/commands/all";
import { describe, expect, it } from "vitest";

const typed = /^npx labgrader (?<line>.+)$/gm;
const named = /`(?:npx )?labgrader (?<line>[^`]+)`/g;

/** Every command that a document tells its reader to type, in blocks and in sentences. */
function commandsIn(document: string, patterns = [typed, named]): readonly string[] {
  const text = readFileSync(new URL(`../../docs/${document}`, import.meta.url), "utf8");
  return patterns.flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ groups }) => groups?.line ?? ""),
  );
}

/** As a shell would, as far as the documents go. */
function wordsOf(line: string): readonly string[] {
  return [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare = ""]) => quoted ?? bare);
}

function commandOf(line: string) {
  const [longest] = allCommands
    .filter(({ name }) => `${line} `.startsWith(`${name} `))
    .toSorted((left, right) => right.name.length - left.name.length);
  if (!longest) throw new Error(`there is no command for ${line}`);
  const { name, flags = [], arguments: known = [] } = longest;
  return { name, flags, known };
}

describe.each(["instructors.md", "learners.md", "operations.md"])("docs/%s", (document) => {
  it.each(commandsIn(document))("names a command that there is: %s", (line) => {
    const { flags } = commandOf(line);

    const isKnown = (word: string) =>
      word === "--json" || flags.some((each) => each.flags.split(" ")[0] === word);
    expect(
      wordsOf(line).filter((word) => word.startsWith("--") && !isKnown(word.replace(/\W$/, ""))),
    ).toEqual([]);
  });
});

describe("docs/instructors.md", () => {
  it.each(commandsIn("instructors.md", [typed]))("gives a command what it needs: %s", (line) => {
    const words = wordsOf(line);
    const { name, flags, known } = commandOf(line);

    const typedFlags = words.filter((word) => word.startsWith("--"));
    const values = typedFlags.filter((word) =>
      flags.some((each) => each.flags.startsWith(`${word} <`)),
    ).length;
    const given = words.length - name.split(" ").length - typedFlags.length - values;

    expect(given).toBeGreaterThanOrEqual(known.filter((each) => each.name.startsWith("<")).length);
    if (known.some((each) => each.name.includes("..."))) return;
    expect(given).toBeLessThanOrEqual(known.length);
  });
});
