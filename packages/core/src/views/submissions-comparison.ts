import * as z from "zod";
import type { FactEvidence } from "../evidence/evidence.ts";
import { factId } from "../facts/fact.ts";
import { Instant, StageId, SubmissionId } from "../ids.ts";
import { canonicalJson, isJsonObject, Json, JsonObject } from "../json.ts";
import type { Submission } from "../submissions/submission.ts";
import { SubmissionState } from "../submissions/submission.ts";
import { OutcomeSummary } from "./outcome-view.ts";

const Side = z.object({
  submissionId: SubmissionId,
  stage: StageId,
  number: z.int(),
  state: SubmissionState,
  submittedAt: Instant,
  /** Null where nothing was judged. */
  points: z.number().nullable(),
  maxPoints: z.number().nullable(),
});

const Change = z.enum(["same", "better", "worse", "changed", "only_before", "only_after"]);

/** Two submissions of one learner side by side. */
export const SubmissionsComparison = z.object({
  before: Side,
  after: Side,
  /** By the id within the stage, in the order of `after`. */
  criteria: z.array(
    z.object({
      criterion: z.string(),
      change: Change,
      before: OutcomeSummary.optional(),
      after: OutcomeSummary.optional(),
    }),
  ),
  facts: z.array(
    z.object({
      kind: z.string(),
      params: JsonObject,
      change: Change.extract(["same", "changed", "only_before", "only_after"]),
      /** At most `mostChanges`; absent sides were not there. */
      changes: z.array(
        z.object({ path: z.string(), before: Json.optional(), after: Json.optional() }),
      ),
    }),
  ),
});
export type SubmissionsComparison = z.infer<typeof SubmissionsComparison>;

/** Changes that are told of one fact. */
export const mostChanges = 20;

export interface ComparedSide {
  readonly submission: Submission;
  readonly points: number | null;
  readonly maxPoints: number | null;
  /** Those that may be shown. */
  readonly outcomes: readonly OutcomeSummary[];
  /** Those that may be shown. */
  readonly facts: readonly FactEvidence[];
}

/** What differs between two submissions: in the verdicts, and in what AWS answered. Pure. */
export function compareSubmissions(
  before: ComparedSide,
  after: ComparedSide,
): SubmissionsComparison {
  return {
    before: sideOf(before),
    after: sideOf(after),
    criteria: comparedCriteria(before.outcomes, after.outcomes),
    facts: comparedFacts(before.facts, after.facts),
  };
}

function sideOf({ submission, points, maxPoints }: ComparedSide): SubmissionsComparison["before"] {
  const { submissionId, stage, number, state, submittedAt } = submission;
  return { submissionId, stage, number, state, submittedAt, points, maxPoints };
}

function comparedCriteria(
  before: readonly OutcomeSummary[],
  after: readonly OutcomeSummary[],
): SubmissionsComparison["criteria"] {
  const was = new Map(before.map((outcome) => [outcome.criterion, outcome]));
  const is = new Map(after.map((outcome) => [outcome.criterion, outcome]));
  const names = [...new Set([...is.keys(), ...was.keys()])];
  return names.map((criterion) => {
    const [then, now] = [was.get(criterion), is.get(criterion)];
    return {
      criterion,
      change: changeOf(then, now),
      ...(then && { before: then }),
      ...(now && { after: now }),
    };
  });
}

function changeOf(
  then: OutcomeSummary | undefined,
  now: OutcomeSummary | undefined,
): z.infer<typeof Change> {
  if (then === undefined) return "only_after";
  if (now === undefined) return "only_before";
  const [was, is] = [standing(then), standing(now)];
  if (was === undefined || is === undefined)
    return then.outcome === now.outcome && then.reason === now.reason ? "same" : "changed";
  if (was !== is) return is > was ? "better" : "worse";
  return then.reason === now.reason ? "same" : "changed";
}

/** From 0 to 1; the same criterion has other points in another stage. */
function standing({ outcome, points, maxPoints }: OutcomeSummary): number | undefined {
  if (outcome === "met") return 1;
  if (outcome === "not_met") return 0;
  if (outcome === "partly") return maxPoints === 0 ? 0.5 : (points ?? 0) / maxPoints;
  return undefined;
}

function comparedFacts(
  before: readonly FactEvidence[],
  after: readonly FactEvidence[],
): SubmissionsComparison["facts"] {
  const was = new Map(before.map((fact) => [factId(fact), fact]));
  const is = new Map(after.map((fact) => [factId(fact), fact]));
  const ids = [...new Set([...is.keys(), ...was.keys()])];
  return ids.flatMap((id): SubmissionsComparison["facts"] => {
    const [then, now] = [was.get(id), is.get(id)];
    const fact = now ?? then;
    if (fact === undefined) return [];
    const { kind, params } = fact;
    if (then === undefined) return [{ kind, params, change: "only_after", changes: [] }];
    if (now === undefined) return [{ kind, params, change: "only_before", changes: [] }];
    const changes = differences(answersOf(then), answersOf(now), "").slice(0, mostChanges);
    return [{ kind, params, change: changes.length === 0 ? "same" : "changed", changes }];
  });
}

/** What AWS said, by call; when and how fast it said so doesn't matter. */
function answersOf({ answers }: FactEvidence): JsonObject {
  const counts = new Map<string, number>();
  const entries = answers.map(({ operation, output, error }): [string, Json] => {
    const page = (counts.get(operation) ?? 0) + 1;
    counts.set(operation, page);
    const name = page === 1 ? operation : `${operation} ${page}`;
    return [name, error ? { refused: error.name } : (output ?? {})];
  });
  return Object.fromEntries(entries);
}

function differences(
  before: Json | undefined,
  after: Json | undefined,
  path: string,
): SubmissionsComparison["facts"][number]["changes"] {
  if (before !== undefined && after !== undefined) {
    if (canonicalJson(before) === canonicalJson(after)) return [];
    if (isJsonObject(before) && isJsonObject(after)) {
      const names = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
      return names.flatMap((name) =>
        differences(before[name], after[name], path === "" ? name : `${path}.${name}`),
      );
    }
    if (Array.isArray(before) && Array.isArray(after) && before.length === after.length)
      return before.flatMap((each, at) => differences(each, after[at], `${path}[${at}]`));
  }
  return [
    {
      path,
      ...(before === undefined ? {} : { before }),
      ...(after === undefined ? {} : { after }),
    },
  ];
}
