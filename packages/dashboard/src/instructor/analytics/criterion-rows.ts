import type { StageCounts } from "@lab-grader/core/gradebook/analytics/analytics";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";

/** What became of a criterion, with what its author calls it. */
export interface CriterionRow {
  /** `stage.criterion` */
  readonly id: string;
  readonly title: string;
  /** In the lab's order. */
  readonly place: number;
  readonly met: number;
  readonly partly: number;
  readonly notMet: number;
  readonly unknown: number;
  /** Attempts that got a verdict on it. */
  readonly judged: number;
  readonly firstStumbles: number;
  /** The most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly count: number }[];
}

/** The criteria of a stage that were met with, in the lab's order; unknown ones of other versions last. */
export function criterionRows(
  stage: string,
  { criteria }: Pick<StageCounts, "criteria">,
  rubric: Pick<LabRubric, "stages"> | undefined,
): readonly CriterionRow[] {
  const known = rubric?.stages.find((each) => each.stage === stage)?.criteria ?? [];
  const places = new Map(
    known.map(({ criterion, title }, place) => [`${stage}.${criterion}`, { title, place }]),
  );
  const rows = Object.entries(criteria).map(([id, counts], at): CriterionRow => {
    const { met, partly, notMet, unknown, firstStumbles, reasons } = counts;
    const { title, place } = places.get(id) ?? {
      title: id.slice(id.indexOf(".") + 1),
      place: known.length + at,
    };
    return {
      ...{ id, title, place, met, partly, notMet, unknown, firstStumbles },
      judged: met + partly + notMet,
      reasons: Object.entries(reasons)
        .map(([reason, count]) => ({ reason, count }))
        .sort((left, right) => right.count - left.count),
    };
  });
  return rows.sort((left, right) => left.place - right.place);
}

const orders = {
  place: ({ place }: CriterionRow) => place,
  // What was never judged says nothing, so it comes after all others.
  met: ({ met, judged }: CriterionRow) => (judged === 0 ? 2 : met / judged),
  stumbles: ({ firstStumbles }: CriterionRow) => firstStumbles,
  unknown: ({ unknown }: CriterionRow) => unknown,
} as const;

/** By what criteria can be sorted. */
export type CriterionOrder = keyof typeof orders;

/** As it stands in an address: `met`, or `-stumbles` for the largest first. */
export function readCriterionSort(value: string): {
  readonly by: CriterionOrder;
  readonly isDescending: boolean;
} {
  const isDescending = value.startsWith("-");
  const name = isDescending ? value.slice(1) : value;
  if (name === "met" || name === "stumbles" || name === "unknown")
    return { by: name, isDescending };
  return { by: "place", isDescending: name === "place" && isDescending };
}

export function sortedCriteria(
  rows: readonly CriterionRow[],
  { by, isDescending }: ReturnType<typeof readCriterionSort>,
): readonly CriterionRow[] {
  const of = orders[by];
  const sign = isDescending ? -1 : 1;
  return rows.toSorted((left, right) => sign * (of(left) - of(right)) || left.place - right.place);
}
