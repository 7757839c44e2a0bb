import { readFileSync } from "node:fs";

/** A step of the guide's class: what is typed, and what is shown of the answers. */
export interface GuideStep {
  /** Words of each line, without `npx labgrader`. */
  readonly commands: readonly (readonly string[])[];
  /** Lines, with anything for `…` and between words. */
  readonly shown: readonly RegExp[];
}

const chapter = "A class, from roster to Canvas";
const text = readFileSync(new URL("../../../docs/instructors.md", import.meta.url), "utf8");

/** The steps of the guide's class by their titles, and the roster that it shows. */
export function readGuide() {
  const start = text.indexOf(`\n## ${chapter}\n`);
  if (start < 0) throw new Error(`docs/instructors.md has no chapter ${chapter}`);
  const end = text.indexOf("\n## ", start + 1);
  const steps = text
    .slice(start, end < 0 ? undefined : end)
    .split(/^### /m)
    .slice(1)
    .map((step) => ({ title: step.slice(0, step.indexOf("\n")), blocks: blocksOf(step) }));
  return {
    titles: steps.map(({ title }) => title),
    step: (title: string): GuideStep => {
      const step = steps.find((each) => each.title === title);
      if (!step) throw new Error(`docs/instructors.md has no step ${title}`);
      return {
        commands: linesIn(step.blocks, "sh").map(wordsOf),
        shown: linesIn(step.blocks, "").map(patternOf),
      };
    },
    roster: steps.flatMap(({ blocks }) => linesIn(blocks, "csv")).join("\n"),
  };
}

interface Block {
  readonly language: string;
  readonly text: string;
}

function blocksOf(markdown: string): readonly Block[] {
  return [...markdown.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", block = ""]) => ({ language, text: block }),
  );
}

function linesIn(blocks: readonly Block[], wanted: string): readonly string[] {
  return blocks
    .filter(({ language }) => language === wanted)
    .flatMap((block) => block.text.split("\n"))
    .filter((line) => line.trim() !== "");
}

/** As a shell would, as far as the guide goes. */
function wordsOf(line: string): readonly string[] {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
  return words.slice(2).map((word) => word ?? "");
}

function patternOf(line: string): RegExp {
  const words = line
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(words.join("\\s+").replaceAll("…", ".*"));
}
