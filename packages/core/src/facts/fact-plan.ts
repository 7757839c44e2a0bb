import { type FactRef, factId } from "./fact.ts";
import { getFact } from "./read-facts.ts";

/**
 * The order of asking: every fact once, each behind the facts that it stands on. All of one level
 * can be asked at once; the number of levels is the depth.
 */
export function factPlan(refs: Iterable<FactRef>): readonly (readonly FactRef[])[] {
  const depths = new Map<string, number>();
  const byDepth: FactRef[][] = [];

  const place = (ref: FactRef): number => {
    const id = factId(ref);
    const known = depths.get(id);
    if (known !== undefined) return known;
    const parents = Object.values(getFact(ref.kind).after(ref.params));
    const depth = parents.reduce((deepest, parent) => Math.max(deepest, place(parent) + 1), 0);
    depths.set(id, depth);
    const level = byDepth[depth] ?? [];
    byDepth[depth] = level;
    level.push({ kind: ref.kind, params: ref.params });
    return depth;
  };

  for (const ref of refs) place(ref);
  return byDepth;
}
