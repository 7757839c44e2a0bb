import { parseYaml } from "@lab-grader/core/lab/yaml-source";

/** A YAML text as data. @throws Error that names the first problem. */
export function parsedYaml(text: string): unknown {
  const parsed = parseYaml("text", text);
  if (parsed.ok) return parsed.value.value;
  throw new Error(parsed.problems[0]?.message);
}
