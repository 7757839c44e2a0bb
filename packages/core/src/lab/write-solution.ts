import { Document, isMap, isNode, isScalar, isSeq, type Pair, parseDocument, visit } from "yaml";
import type { RecordedStep } from "./recorded-steps.ts";

/** Maps and lists that fit into the rest of a line stand in one. */
const shortText = 60;

/**
 * The text of a solution with other steps for one stage. Everything else keeps every letter; the
 * answers of the stage stay too.
 *
 * @throws Error when the text is not a map of stages, or one in braces.
 */
export function writtenSolution(
  text: string,
  change: {
    readonly stage: string;
    readonly steps: readonly RecordedStep[];
    /** The stages of the lab. */
    readonly order: readonly string[];
  },
): string {
  const { stage, steps, order } = change;
  const { contents } = parseDocument(text);
  if (contents === null) return `${endedLine(text)}${stageText(stage, steps)}`;
  if (!isMap(contents)) throw new Error("A solution is a map of stages.");
  if (contents.flow && contents.items.length > 0) {
    throw new Error("The stages of the solution stand in braces; give each a line of its own.");
  }
  if (contents.flow) return stageText(stage, steps);
  const own = contents.items.find((pair) => nameOf(pair) === stage);
  if (own) {
    const answers = answersText(text, own);
    const [from, to] = rangeOf(own);
    return `${text.slice(0, from)}${stageText(stage, steps, answers)}${text.slice(to).replace(/^\n/, "")}`;
  }
  const place = order.indexOf(stage);
  const next = contents.items.find((pair) => order.indexOf(nameOf(pair)) > place);
  const at = next ? rangeOf(next)[0] : text.length;
  const before = endedLine(text.slice(0, at));
  return `${before}${stageText(stage, steps)}${next ? "\n" : ""}${text.slice(at)}`;
}

function stageText(stage: string, steps: readonly RecordedStep[], answers = ""): string {
  const source = Object.fromEntries(steps.map((step) => [step.name, step.source]));
  const document = new Document({ [stage]: source });
  visit(document, {
    Collection: (_key, part, path) => {
      // A step and its command stay on lines of their own.
      if (path.length < 7 || !(isMap(part) || isSeq(part))) return undefined;
      if (JSON.stringify(part.toJSON()).length <= shortText) part.flow = true;
      return undefined;
    },
  });
  const written = steps.length === 0 ? `${stage}:\n` : document.toString({ lineWidth: 100 });
  return `${written}${answers}`;
}

/** The lines of the answers, as they stand. */
function answersText(text: string, stage: Pair): string {
  const answers = isMap(stage.value)
    ? stage.value.items.find((pair) => nameOf(pair) === "answers")
    : undefined;
  if (!answers) return "";
  const [from, to] = rangeOf(answers);
  return endedLine(text.slice(text.lastIndexOf("\n", from) + 1, to));
}

function nameOf({ key }: Pair): string {
  return isScalar(key) ? String(key.value) : "";
}

/** From the key to the end of the value, as offsets. */
function rangeOf({ key, value }: Pair): readonly [from: number, to: number] {
  const from = isNode(key) ? (key.range?.[0] ?? 0) : 0;
  const to = isNode(value) ? (value.range?.[1] ?? from) : from;
  return [from, to];
}

function endedLine(text: string): string {
  return text === "" || text.endsWith("\n") ? text : `${text}\n`;
}
