import { type Document, isAlias, isNode, isPair, isScalar, type LineCounter, visit } from "yaml";
import type { LabProblem } from "./problem.ts";

/** What a person writes is a dozen levels deep; what is far deeper would exhaust the stack. */
export const deepestLevel = 64;

/**
 * Finds what JSON can't hold, and what YAML has for other purposes. An anchor is never needed in a lab,
 * and a few of them can describe gigabytes.
 */
export function refusedNodes(
  document: Document.Parsed,
  file: string,
  lines: LineCounter,
): LabProblem[] {
  const problems: LabProblem[] = [];
  const refuse = (node: unknown, message: string): void => {
    const range =
      typeof node === "object" && node !== null && "range" in node ? node.range : undefined;
    const offset = Array.isArray(range) && typeof range[0] === "number" ? range[0] : 0;
    const { line, col } = lines.linePos(offset);
    problems.push({ file, line: Math.max(line, 1), column: Math.max(col, 1), path: "", message });
  };
  visit(document, (_key, node, path) => {
    if (path.length > 2 * deepestLevel) {
      refuse(node, `nested too deeply; at most ${deepestLevel} levels are read`);
      return visit.BREAK;
    }
    if (isPair(node)) {
      if (!isScalar(node.key)) refuse(node.key, "a key is a text, not a list or a map");
      return undefined;
    }
    if (isAlias(node) || (isNode(node) && "anchor" in node && node.anchor !== undefined)) {
      refuse(node, "anchors and aliases (& and *) are not read; write the value out");
    }
    if (isScalar(node) && !isJsonScalar(node.value)) {
      refuse(node, "a value is a text, a finite number, true, false or null");
    }
    return undefined;
  });
  return problems;
}

function isJsonScalar(value: unknown): boolean {
  if (typeof value === "number") return Number.isFinite(value);
  return value === null || ["string", "boolean"].includes(typeof value);
}
