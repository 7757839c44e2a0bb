import { getCheck } from "../checks/find-check.ts";
import type { Json, JsonObject } from "../json.ts";
import { type CriterionContext, readCriterion } from "./criteria.ts";
import { declaredRegions, foreignProblems } from "./foreign-values.ts";
import { type Criterion, type Lab, LabSource, type Stage, type StageSource } from "./lab.ts";
import { type Path, type Places, parseWith } from "./places.ts";
import { describeProblem, type LabProblem, type Loaded } from "./problem.ts";
import { dependencyProblems, stageOrderProblems } from "./stage-order.ts";
import { stagesComparedWith, usesProblems } from "./stage-uses.ts";
import { builtInVariables, unknownVariables } from "./variables.ts";

/** Stand-ins for what is known only when somebody submits. */
const exampleValues = {
  "learner.login": "learner-01",
  "learner.accountId": "111111111111",
  "grader.accountId": "222222222222",
};

/**
 * Checks a lab as a whole and completes it: defaults of `where`, criteria that later stages take
 * over, the gate. Every problem is found, not only the first.
 */
export function compileLab(value: Json, places: Places): Loaded<Lab> {
  const parsed = parseWith(places, LabSource, value);
  if (!parsed.ok) return parsed;
  const source = parsed.value;
  const variables = source.variables ?? {};
  const where = toJson(source.where ?? {});
  const exampleVariables = { ...variables, ...exampleValues, "lab.id": source.id };
  const regions = declaredRegions({ regions: source.regions, where }, exampleVariables);
  const context: CriterionContext = {
    ...{ places, where, exampleVariables, regions },
    probes: source.probes ?? [],
  };
  const problems: LabProblem[] = [
    ...variableProblems(value, variables, places),
    ...stageOrderProblems(source.stages, places),
    ...foreignProblems(where, ["where"], context),
  ];
  const stages: Stage[] = [];
  const unread = new Set<string>();
  for (const [id, stage] of Object.entries(source.stages)) {
    const criteria = readStage(id, stage, { ...context, earlier: stages, unread, problems });
    problems.push(
      ...dependencyProblems(id, criteria, {
        earlier: stages.map((one) => one.id),
        places,
        unread,
      }),
    );
    problems.push(...usesProblems({ id, criteria }, stages, context));
    const comparesWith = stagesComparedWith(criteria, context.exampleVariables);
    stages.push({ id, title: stage.title, after: stage.after, criteria, comparesWith });
  }
  if (stages.length === 0)
    problems.push(places.problemAt(["stages"], "a lab has at least one stage"));
  const gate = findGate(source.gate, stages, { places, problems, unread });
  if (problems.length === 0) problems.push(...unusedWhereProblems(where, stages, places));
  if (problems.length > 0) return { ok: false, problems: withoutRepeated(problems) };
  const { id, version, title, summary, minutes, costUsd, passAt } = source;
  return {
    ok: true,
    value: {
      ...{ id, version, title, summary, minutes, costUsd, passAt, variables, gate, stages },
      defaults: source.defaults ?? {},
      regions: [...regions],
      probes: source.probes ?? [],
    },
  };
}

/** A wrong value at the top of the lab is found once by every criterion that takes it. */
function withoutRepeated(problems: readonly LabProblem[]): readonly LabProblem[] {
  return [...new Map(problems.map((problem) => [describeProblem(problem), problem])).values()];
}

/** What no check of the lab looks at is a mistake in spelling. */
function unusedWhereProblems(
  where: JsonObject,
  stages: readonly Stage[],
  places: Places,
): LabProblem[] {
  const checks = stages.flatMap(({ criteria }) =>
    criteria.flatMap((criterion) =>
      criterion.kind === "check" ? [getCheck(criterion.check)] : [],
    ),
  );
  if (checks.some(({ takesAnyWhere }) => takesAnyWhere)) return [];
  const known = new Set(checks.flatMap(({ whereKeys }) => whereKeys));
  return Object.keys(where)
    .filter((key) => !known.has(key))
    .map((key) =>
      places.problemAtKey(
        ["where", key],
        `no check of this lab looks at "${key}"; they know ${[...known].join(", ")}`,
      ),
    );
}

function variableProblems(
  value: Json,
  variables: Readonly<Record<string, string>>,
  places: Places,
): LabProblem[] {
  const known = new Set<string>([...Object.keys(variables), ...builtInVariables]);
  return unknownVariables(value, known).map(({ name, path }) =>
    places.problemAt(
      path,
      `nobody defines $${name}; known are ${[...known].map((one) => `$${one}`).join(", ")} ($$ is a dollar sign)`,
    ),
  );
}

function readStage(
  id: string,
  stage: StageSource,
  context: CriterionContext & {
    readonly earlier: readonly Stage[];
    /** Criteria with problems of their own: whoever takes them over has none of its own. */
    readonly unread: Set<string>;
    readonly problems: LabProblem[];
  },
): Criterion[] {
  const { earlier, unread, problems } = context;
  const criteria: Criterion[] = [];
  for (const way of ["fails", "again"] as const) {
    for (const [criterionId, taken] of Object.entries(stage[way] ?? {})) {
      const base = findTaken(criterionId, earlier);
      const path = ["stages", id, way, criterionId];
      if (!base && unread.has(criterionId)) continue;
      if (!base) {
        problems.push(
          context.places.problemAtKey(path, `no earlier stage has a check "${criterionId}"`),
        );
        continue;
      }
      const changes = typeof taken === "number" ? { points: taken } : taken;
      criteria.push({
        ...base,
        name: `${id}.${criterionId}`,
        title: changes.title ?? base.title,
        points: changes.points,
        requires: [],
        polarity: way === "fails" ? "fails" : "holds",
      });
    }
  }
  for (const [criterionId, value] of Object.entries(stage.criteria ?? {})) {
    const criterion = readCriterion(id, criterionId, value, context);
    if (criterion.ok) criteria.push(criterion.value);
    else {
      problems.push(...criterion.problems);
      unread.add(criterionId);
    }
    if (isIn(stage.fails, criterionId) || isIn(stage.again, criterionId)) {
      const path: Path = ["stages", id, "criteria", criterionId];
      problems.push(
        context.places.problemAtKey(path, `"${criterionId}" stands twice in this stage`),
      );
    }
  }
  const isEmpty = [stage.fails, stage.again, stage.criteria].every(
    (part) => Object.keys(part ?? {}).length === 0,
  );
  if (isEmpty)
    problems.push(context.places.problemAt(["stages", id], "a stage has at least one criterion"));
  return criteria;
}

function isIn(part: object | undefined, criterionId: string): boolean {
  return part !== undefined && Object.hasOwn(part, criterionId);
}

/** The newest earlier criterion of this id that is a check and holds. */
function findTaken(id: string, earlier: readonly Stage[]) {
  for (const stage of earlier.toReversed()) {
    for (const criterion of stage.criteria) {
      if (criterion.id === id && criterion.kind === "check" && criterion.polarity === "holds") {
        return criterion;
      }
    }
  }
  return undefined;
}

function findGate(
  id: string | undefined,
  stages: readonly Stage[],
  {
    places,
    problems,
    unread,
  }: { places: Places; problems: LabProblem[]; unread: ReadonlySet<string> },
): Lab["gate"] {
  if (id === undefined) return undefined;
  const gate = stages.flatMap((stage) => stage.criteria).find((criterion) => criterion.id === id);
  if (gate?.kind === "check") return gate;
  // A criterion that could not be read is reported where it stands.
  if (unread.has(id)) return undefined;
  problems.push(
    places.problemAt(["gate"], `the gate must be a check of some stage; there is no check "${id}"`),
  );
  return undefined;
}

function toJson(where: Readonly<Record<string, unknown>>): JsonObject {
  return Object.fromEntries(
    Object.entries(where).flatMap(([key, value]) => (isJson(value) ? [[key, value]] : [])),
  );
}

function isJson(value: unknown): value is Json {
  return value !== undefined && typeof value !== "function" && typeof value !== "symbol";
}
