import type { OutcomeKind } from "@lab-grader/core/grading/outcome";

const words = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];

/** `table 4`, `capacity 2`, `the seven others 1 each`: on what each learner first came to grief. */
export function firstStumbles(
  learners: readonly (readonly { readonly criterion: string; readonly outcome: OutcomeKind }[])[],
): readonly string[] {
  const counts = new Map<string, number>();
  for (const outcomes of learners) {
    const first = outcomes.find(({ outcome }) => outcome === "not_met" || outcome === "partly");
    if (first) counts.set(first.criterion, (counts.get(first.criterion) ?? 0) + 1);
  }
  const ordered = [...counts].toSorted(([, left], [, right]) => right - left);
  const often = ordered.filter(([, count]) => count > 1);
  const once = ordered.filter(([, count]) => count === 1);
  const named = (of: typeof ordered) => of.map(([criterion, count]) => `${criterion} ${count}`);
  if (ordered.length === 0) return ["nothing"];
  if (once.length < 3) return named(ordered);
  const others = `the ${words[once.length] ?? once.length} ${often.length === 0 ? "ones" : "others"} 1 each`;
  return [...named(often), others];
}
