import * as z from "zod";
import type { HintPolicy } from "../cohorts/assignment.ts";
import { AssignmentId, LearnerId, StageId } from "../ids.ts";
import { defineRecord, type Table } from "../storage/table.ts";

/** How many hints of each criterion a learner has seen in one stage. */
export const SeenHints = z.strictObject({
  assignmentId: AssignmentId,
  learnerId: LearnerId,
  stage: StageId,
  /** Counts the writes of this item. */
  version: z.int().min(1),
  /** By the criterion's id within its stage. */
  seen: z.record(z.string(), z.int().min(1)),
});
export type SeenHints = z.infer<typeof SeenHints>;

interface HintPlace {
  readonly assignmentId: string;
  readonly learnerId: string;
  readonly stage: string;
}

export const SeenHintsRecord = defineRecord({
  kind: "hints",
  schema: SeenHints,
  key: (key: HintPlace) => ({
    pk: `hints#${key.assignmentId}#${key.learnerId}`,
    sk: key.stage,
  }),
});

export interface HintRequest {
  readonly place: HintPlace;
  readonly criterion: string;
  /** The hint that is asked for, from 1. */
  readonly number: number;
  /** How many hints the criterion has. */
  readonly of: number;
  readonly policy: HintPolicy;
  /** Counted attempts of the stage. */
  readonly attempts: number;
}

export type TakingHint =
  | {
      readonly status: "taken";
      /** Hints of the criterion that were seen by now. */
      readonly seen: number;
      /** How many more may be taken now in the stage; absent: as many as there are. */
      readonly left?: number;
    }
  | {
      readonly status: "refused";
      readonly code: "hints.off" | "hints.none" | "hints.out_of_order" | "hints.after_attempt";
      readonly params: Readonly<Record<string, string | number>>;
    };

const mostRaces = 5;

/**
 * Takes the next hint of a criterion, or shows again what was seen. The request names the hint, so
 * that a double click takes one.
 * @throws when others won the race five times.
 */
export async function takeHint(request: HintRequest, table: Table): Promise<TakingHint> {
  const { place, criterion, number } = request;
  for (let race = 1; race <= mostRaces; race += 1) {
    const known = await table.get(SeenHintsRecord, place);
    const decision = decideHint(request, known);
    if (decision.status === "refused") return decision;
    if (!decision.isNew) return takenOf(request, known);

    const next = {
      ...place,
      version: (known?.version ?? 0) + 1,
      seen: { ...known?.seen, [criterion]: number },
    };
    const isWritten = await table.put(
      SeenHintsRecord,
      next,
      known ? { field: "version", equals: known.version } : { itemIsAbsent: true },
    );
    if (isWritten) return takenOf(request, next);
  }
  throw new Error(`lost the race for a hint ${mostRaces} times`);
}

/** How many more hints may be taken in a stage; `undefined`: as many as there are. */
export function hintsLeft(
  { policy, attempts }: Pick<HintRequest, "policy" | "attempts">,
  known: SeenHints | undefined,
): number | undefined {
  if (policy === "free") return undefined;
  if (policy === "off") return 0;
  return Math.max(attempts - seenInAll(known), 0);
}

type Decision =
  | { readonly status: "allowed"; readonly isNew: boolean }
  | (TakingHint & { status: "refused" });

function decideHint(request: HintRequest, known: SeenHints | undefined): Decision {
  const { criterion, number, of, policy, attempts } = request;
  if (policy === "off") return refused("hints.off", {});
  const seen = hintsSeen(known?.seen, criterion);
  if (number > of) return refused("hints.none", { criterion, of });
  if (number <= seen) return { status: "allowed", isNew: false };
  if (number > seen + 1) return refused("hints.out_of_order", { taken: seen, next: seen + 1 });
  if (hintsLeft(request, known) === 0)
    return refused("hints.after_attempt", { taken: seenInAll(known), attempts });
  return { status: "allowed", isNew: true };
}

function takenOf(request: HintRequest, known: SeenHints | undefined): TakingHint {
  const left = hintsLeft(request, known);
  return {
    status: "taken",
    seen: hintsSeen(known?.seen, request.criterion),
    ...(left === undefined ? {} : { left }),
  };
}

function seenInAll(known: SeenHints | undefined): number {
  return Object.values(known?.seen ?? {}).reduce((sum, each) => sum + each, 0);
}

function refused(
  code: Extract<TakingHint, { status: "refused" }>["code"],
  params: Readonly<Record<string, string | number>>,
): Extract<TakingHint, { status: "refused" }> {
  return { status: "refused", code, params };
}

/** How many of a criterion were shown; a criterion may be called like what every object has. */
export function hintsSeen(
  seen: Readonly<Record<string, number>> | undefined,
  criterion: string,
): number {
  return seen !== undefined && Object.hasOwn(seen, criterion) ? (seen[criterion] ?? 0) : 0;
}
