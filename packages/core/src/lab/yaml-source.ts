import { type Document, isMap, isScalar, LineCounter, parseDocument } from "yaml";
import type { Path, Places } from "./places.ts";
import type { LabProblem, Loaded } from "./problem.ts";
import { deepestLevel, refusedNodes } from "./refused-nodes.ts";

/** Of a file that is not YAML at all, the first few problems are enough. */
const mostProblems = 20;

/** A lab's file is at most this long; what is longer was not written by a person. */
export const longestFileCharacters = 256 * 1024;

/** A YAML 1.2 file whose every value knows its place. */
export class YamlSource implements Places {
  readonly file: string;
  readonly value: unknown;
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;

  constructor(file: string, document: Document.Parsed, lines: LineCounter) {
    this.file = file;
    this.#document = document;
    this.#lines = lines;
    this.value = document.toJS({ maxAliasCount: 0 });
  }

  problemAt(path: Path, message: string): LabProblem {
    return { ...this.#place(this.#offsetOf(path)), path: path.join("."), message };
  }

  problemAtKey(path: Path, message: string): LabProblem {
    const parent = this.#document.getIn(path.slice(0, -1), true);
    const key = path.at(-1);
    const pair = isMap(parent)
      ? parent.items.find((item) => isScalar(item.key) && String(item.key.value) === String(key))
      : undefined;
    const offset = pair && isScalar(pair.key) ? pair.key.range?.[0] : undefined;
    return { ...this.#place(offset ?? this.#offsetOf(path)), path: path.join("."), message };
  }

  #offsetOf(path: Path): number {
    for (let length = path.length; length >= 0; length -= 1) {
      const node =
        length === 0 ? this.#document.contents : this.#document.getIn(path.slice(0, length), true);
      const range =
        typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
      if (Array.isArray(range) && typeof range[0] === "number") return range[0];
    }
    return 0;
  }

  #place(offset: number): { file: string; line: number; column: number } {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.file, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}

/** Parses one file. Anchors, aliases, tags, several documents and duplicate keys are refused. */
export function parseYaml(file: string, text: string): Loaded<YamlSource> {
  const whole = (message: string): Loaded<YamlSource> => ({
    ok: false,
    problems: [{ file, line: 1, column: 1, path: "", message }],
  });
  if (text.length > longestFileCharacters) {
    return whole(
      `the file has ${text.length} characters; at most ${longestFileCharacters} are read`,
    );
  }
  const lines = new LineCounter();
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    uniqueKeys: true,
    lineCounter: lines,
  });
  const problems = [...document.errors, ...document.warnings]
    .slice(0, mostProblems)
    .map((error): LabProblem => {
      const position = lines.linePos(error.pos[0]);
      return {
        file,
        line: Math.max(position.line, 1),
        column: Math.max(position.col, 1),
        path: "",
        message: firstSentence(error.message),
      };
    });
  if (problems.length > 0) return { ok: false, problems };
  if (document.directives?.yaml.version !== "1.2") {
    return whole("the file is not YAML 1.2; take its %YAML line out");
  }
  if (document.contents === null) return whole("the file is empty");
  const refused = refusedNodes(document, file, lines);
  if (refused.length > 0) return { ok: false, problems: refused };
  return { ok: true, value: new YamlSource(file, document, lines) };
}

function firstSentence(message: string): string {
  if (message.startsWith("Maximum call stack size exceeded")) {
    return `nested too deeply; at most ${deepestLevel} levels are read`;
  }
  if (message.startsWith("Source contains multiple documents")) {
    return "the file has more than one document; take the --- line out, or make two files of it";
  }
  return message.split("\n")[0]?.replace(/ at line \d+, column \d+:?$/, "") ?? message;
}
