import type { Criterion, LabSource } from "./lab.ts";
import type { Places } from "./places.ts";
import type { LabProblem } from "./problem.ts";

/** `after` names an earlier stage. */
export function stageOrderProblems(stages: LabSource["stages"], places: Places): LabProblem[] {
  const earlier: string[] = [];
  const problems: LabProblem[] = [];
  for (const [id, stage] of Object.entries(stages)) {
    if (stage.after !== undefined && !earlier.includes(stage.after)) {
      const known = earlier.length === 0 ? "there is none" : `there is ${earlier.join(", ")}`;
      problems.push(
        places.problemAt(
          ["stages", id, "after"],
          `"${stage.after}" is not an earlier stage; ${known}`,
        ),
      );
    }
    earlier.push(id);
  }
  return problems;
}

/** `requires` names criteria of the same stage and never goes in a circle; `compare` looks back. */
export function dependencyProblems(
  stage: string,
  criteria: readonly Criterion[],
  {
    earlier,
    places,
    unread,
  }: {
    readonly earlier: readonly string[];
    readonly places: Places;
    /** Criteria with problems of their own: they are there, but not among `criteria`. */
    readonly unread: ReadonlySet<string>;
  },
): LabProblem[] {
  const byId = new Map(criteria.map((criterion) => [criterion.id, criterion]));
  return criteria.flatMap((criterion) => {
    const path = ["stages", stage, "criteria", criterion.id];
    const unknown = criterion.requires.filter((id) => !byId.has(id) && !unread.has(id));
    if (unknown.length > 0) {
      return unknown.map((id) =>
        places.problemAt([...path, "requires"], `this stage has no criterion "${id}"`),
      );
    }
    if (criterion.kind === "compare" && !earlier.includes(criterion.with)) {
      const message = `"${criterion.with}" is not an earlier stage; a stage is compared with one of ${earlier.join(", ") || "none"}`;
      return [places.problemAt([...path, "compare", "with"], message)];
    }
    const circle = circleFrom(criterion.id, byId);
    return circle
      ? [places.problemAt([...path, "requires"], `goes in a circle: ${circle.join(" -> ")}`)]
      : [];
  });
}

function circleFrom(
  start: string,
  byId: ReadonlyMap<string, Criterion>,
): readonly string[] | undefined {
  const visit = (id: string, way: readonly string[]): readonly string[] | undefined => {
    if (way.length > 0 && id === start) return [...way, id];
    if (way.includes(id)) return undefined;
    for (const next of byId.get(id)?.requires ?? []) {
      const circle = visit(next, [...way, id]);
      if (circle) return circle;
    }
    return undefined;
  };
  return visit(start, []);
}
