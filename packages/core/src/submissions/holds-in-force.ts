import type { Assignment } from "../cohorts/assignment.ts";
import { canonicalJson } from "../json.ts";
import type { Lab } from "../lab/lab.ts";
import { criteriaOfStage } from "../views/outcome-view.ts";
import type { GetLab } from "./judging.ts";

/**
 * The criteria of a version of the lab that are on hold. A hold is of a criterion as the
 * assignment's version asks it: where another version asks something else, it counts there. So a
 * regrade by a mended version ends the hold for what it judges.
 * @returns full names.
 */
export async function holdsInForce(
  { holds = [], labDigest: ownDigest }: Pick<Assignment, "holds" | "labDigest">,
  labDigest: string,
  getLab: GetLab,
): Promise<ReadonlySet<string>> {
  const names = holds.map(({ criterion }) => criterion);
  if (names.length === 0 || labDigest === ownDigest) return new Set(names);
  const [own, other] = await Promise.all([getLab(ownDigest), getLab(labDigest)]);
  return new Set(names.filter((name) => asksTheSame(name, own, other)));
}

/** Whether two versions of a lab define a criterion in the same way. */
export function asksTheSame(name: string, one: Lab, other: Lab): boolean {
  const text = (lab: Lab) => canonicalJson(findCriterion(lab, name));
  return text(one) === text(other);
}

/** A criterion by its full name. */
export function findCriterion(lab: Lab, name: string) {
  const [stage = ""] = name.split(".");
  return criteriaOfStage(lab, stage).find((criterion) => criterion.name === name);
}
