import * as z from "zod";
import type { CohortAssignment } from "../cohorts/cohort-assignment.ts";
import { Instant, StageId } from "../ids.ts";
import { isClosed } from "../submissions/submission.ts";
import type { Instant as Time } from "../time.ts";
import type { Cell, CellStage } from "./cell.ts";
import { learnerRules } from "./learner-rules.ts";

/** Why a cell of the gradebook says what it says. */
export const CellReason = z.discriminatedUnion("kind", [
  /** Staff keeps this learner's result back. */
  z.object({ kind: z.literal("withheld") }),
  /** Nobody's result of this assignment is released yet. */
  z.object({ kind: z.literal("hidden") }),
  z.object({ kind: z.literal("excused") }),
  /** A person set the result; it does not follow from the stages. */
  z.object({ kind: z.literal("overridden") }),
  /** A criterion of these stages counts in neither direction for now. */
  z.object({ kind: z.literal("on_hold"), stages: z.array(StageId) }),
  /** Our side could not finish the newest submission; nothing counts yet. */
  z.object({ kind: z.literal("system_failure"), stage: StageId }),
  /** The learner's account did not let us look; nothing counts yet. */
  z.object({ kind: z.literal("blocked"), stage: StageId }),
  z.object({
    kind: z.literal("in_progress"),
    stage: StageId,
    state: z.enum(["queued", "grading", "waiting"]),
    /** Waiting for AWS: when we look again. */
    until: Instant.optional(),
  }),
  /** A person has to look before the points are final. */
  z.object({ kind: z.literal("needs_review"), stages: z.array(StageId) }),
  z.object({ kind: z.literal("not_open"), opensAt: Instant }),
  z.object({ kind: z.literal("not_submitted"), dueAt: Instant }),
  /** Nothing came, and the due date has passed; with `closesAt` in the past nothing can come. */
  z.object({ kind: z.literal("missing"), dueAt: Instant, isClosed: z.boolean() }),
  /** Something came, and none of it counts: taken back, not judged behind a gate, given back. */
  z.object({ kind: z.literal("no_attempt"), stage: StageId }),
  z.object({
    kind: z.literal("partly_done"),
    done: z.array(StageId),
    open: z.array(StageId),
  }),
  z.object({ kind: z.literal("late"), stage: StageId, bySeconds: z.number() }),
  z.object({ kind: z.literal("graded") }),
]);
export type CellReason = z.infer<typeof CellReason>;

export interface CellStatusSource {
  /** Absent where nothing came and nothing was decided. */
  readonly cell: Cell | undefined;
  readonly assignment: Pick<
    CohortAssignment,
    "stages" | "opensAt" | "dueAt" | "closesAt" | "release"
  >;
  readonly now: Time;
}

/**
 * The reasons of a cell, at least one, the one that matters most first. Pure: the same cell at the
 * same time says the same.
 */
export function cellStatus(source: CellStatusSource): readonly [CellReason, ...CellReason[]] {
  const { cell, assignment } = source;
  const stages = stagesOf(source);
  const some: (CellReason | undefined)[] = [
    cell?.terms?.withheld && { kind: "withheld" },
    assignment.release === "hidden" ? { kind: "hidden" } : undefined,
    cell?.terms?.excused && { kind: "excused" },
    cell?.terms?.override && { kind: "overridden" },
    listed("on_hold", stages, ({ isHeld }) => isHeld === true),
    ...stages.map(failureOf),
    ...stages.map(progressOf),
    listed("needs_review", stages, waitsForReview),
  ];
  const found = some.filter((reason) => reason !== undefined);
  const [first = concludingReason(source, found), ...others] = [
    ...found,
    ...standingOf(source, found),
  ];
  return [first, ...others];
}

/** Whether learners may see the points of their own cell. */
export function isShownToLearner({ cell, assignment }: Omit<CellStatusSource, "now">): boolean {
  return cell?.terms?.withheld === undefined && assignment.release === "released";
}

interface NamedStage {
  readonly stage: string;
  readonly folded: CellStage;
}

function stagesOf({ cell, assignment }: CellStatusSource): readonly NamedStage[] {
  return assignment.stages.flatMap((stage) => {
    const folded = cell?.stages[stage];
    return folded ? [{ stage, folded }] : [];
  });
}

function listed(
  kind: "on_hold" | "needs_review",
  stages: readonly NamedStage[],
  isSo: (stage: CellStage) => boolean,
): CellReason | undefined {
  const found = stages.filter(({ folded }) => isSo(folded)).map(({ stage }) => stage);
  return found.length === 0 ? undefined : { kind, stages: found };
}

/** The newest submission says so, or the one that counts. */
function waitsForReview({ latest, kept }: CellStage): boolean {
  return latest.state === "needs_review" || kept?.needsReview === true;
}

function failureOf({ stage, folded: { latest, kept } }: NamedStage): CellReason | undefined {
  if (kept) return undefined;
  if (latest.state === "failed") return { kind: "system_failure", stage };
  return latest.state === "blocked" ? { kind: "blocked", stage } : undefined;
}

function progressOf({ stage, folded: { latest } }: NamedStage): CellReason | undefined {
  const { state, notBefore: until } = latest;
  if (isClosed(state)) return undefined;
  return { kind: "in_progress", stage, state, ...(until === undefined ? {} : { until }) };
}

/** What the points themselves say: how far, how late. */
function standingOf(source: CellStatusSource, found: readonly CellReason[]): readonly CellReason[] {
  const stages = stagesOf(source);
  const done = stages.filter(({ folded }) => folded.kept).map(({ stage }) => stage);
  if (done.length === 0) {
    const isTold = found.some(({ kind }) => kind !== "withheld" && kind !== "hidden");
    return isTold ? [] : [concludingReason(source, found)];
  }
  const open = source.assignment.stages.filter((stage) => !done.includes(stage));
  const late = stages.flatMap(({ stage, folded }): readonly CellReason[] => {
    const bySeconds = folded.kept?.lateSeconds;
    return bySeconds === undefined ? [] : [{ kind: "late", stage, bySeconds }];
  });
  return [
    ...(open.length === 0 ? [] : [{ kind: "partly_done" as const, done, open }]),
    ...late,
    ...(open.length === 0 && late.length === 0 ? [{ kind: "graded" as const }] : []),
  ];
}

/** Why nothing counts, where nothing else explains it. */
function concludingReason(source: CellStatusSource, found: readonly CellReason[]): CellReason {
  const { cell, assignment, now } = source;
  const [submitted] = stagesOf(source);
  if (submitted) return { kind: "no_attempt", stage: submitted.stage };
  if (found.some(({ kind }) => kind === "excused")) return { kind: "excused" };
  const { opensAt, dueAt, closesAt } = learnerRules({ ...assignment, keep: "best" }, cell?.terms);
  if (now < opensAt) return { kind: "not_open", opensAt };
  if (now < dueAt) return { kind: "not_submitted", dueAt };
  return { kind: "missing", dueAt, isClosed: now >= closesAt };
}
