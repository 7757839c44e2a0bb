import {
  type Answer,
  type Evidence,
  type FactEvidence,
  largestEvidenceBytes,
  largestFactBytes,
} from "@lab-grader/core/evidence/evidence";
import { type FactRef, factId } from "@lab-grader/core/facts/fact";
import { factPlan } from "@lab-grader/core/facts/fact-plan";
import { FactReader, getFact } from "@lab-grader/core/facts/read-facts";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import { canonicalJson } from "@lab-grader/core/json";
import type { Hash, Now } from "@lab-grader/core/submissions/ports";
import { answersOfCalls } from "./answers-of-call.ts";
import { askAccount } from "./ask-account.ts";
import { fittedAnswers, sizeBytes } from "./evidence-size.ts";
import type { LearnerSession, RefusedAccess } from "./learner-session.ts";
import type { OwnAnswers } from "./own-answers.ts";

/**
 * Calls to one account at a time: every level of the introduction's facts is one wave, and far
 * below what DynamoDB's control plane gives each account.
 */
const defaultConcurrency = 8;

/** What the evidence is of. */
export interface EvidenceOf {
  readonly accountId: string;
  readonly submissionId: string;
  readonly claim: number;
  readonly now: Now;
  readonly hash: Hash;
}

export interface Collection extends EvidenceOf {
  readonly session: LearnerSession;
  /** What the criteria need; the facts behind them are found here. */
  readonly facts: Iterable<FactRef>;
  /** The end of the submission's time; calls that are not answered then have timed out. */
  readonly deadline: AbortSignal;
  readonly timings: Pick<GradingTimings, "callDeadlineSeconds" | "longestLookSeconds">;
  readonly concurrency?: number;
  /** What `$now` stands for in a call; absent: the time at which it is made. */
  readonly askedAt?: string | undefined;
  /** What the grader's own account has answered before; calls there may cost. */
  readonly ownAnswers?: OwnAnswers | undefined;
}

interface CollectedFact {
  readonly id: string;
  /** All that AWS answered, in the order of the fact's calls. */
  readonly answersOfCalls: readonly (readonly Answer[])[];
  /** What is kept of it where there is room enough. */
  readonly evidence: FactEvidence;
}

/**
 * Asks every fact once, each as soon as the facts it stands on are answered. What AWS refuses is
 * part of the evidence, so no call can make this fail.
 *
 * A fact behind one that is unknown or not there to be asked has no entry; a fact with nothing to
 * ask has one without answers: that is what `FactReader` reads out of them.
 */
export async function collectEvidence(collection: Collection): Promise<Evidence> {
  const { session, deadline, now, timings, concurrency = defaultConcurrency } = collection;
  const ask = askAccount({
    session,
    concurrency,
    callDeadlineSeconds: timings.callDeadlineSeconds,
    deadline,
    now,
    ownAnswers: collection.ownAnswers,
  });
  const access = { status: "open", way: session.way } as const;
  const plan = factPlan(collection.facts).flat();
  const collected = new Map<string, Promise<CollectedFact[]>>();

  /** The fact after its ancestors; without itself where it can't be asked. */
  const collect = async (ref: FactRef): Promise<CollectedFact[]> => {
    const fact = getFact(ref.kind);
    const parents = Object.values(fact.after(ref.params));
    const ancestors = (await Promise.all(parents.map(collectOnce))).flat();
    const facts = ancestors.map(({ evidence }) => evidence);
    const readable = new FactReader({ access, facts }).parentsOf(ref);
    if ("instead" in readable) return ancestors;
    const answers = await answersOfCalls(fact.ask(ref.params, readable.values), {
      ...{ fact, ask, deadline, now, timings, askedAt: collection.askedAt },
      accountId: session.accountId,
      submissionId: collection.submissionId,
    });
    const evidence = evidenceOfFact({ ...ref, answersOfCalls: answers }, largestFactBytes);
    return [...ancestors, { id: factId(ref), answersOfCalls: answers, evidence }];
  };
  const collectOnce = (ref: FactRef): Promise<CollectedFact[]> => {
    const id = factId(ref);
    const known = collected.get(id);
    if (known) return known;
    const started = collect(ref);
    collected.set(id, started);
    return started;
  };

  const found = (await Promise.all(plan.map(collectOnce))).flat();
  const byId = new Map(found.map((fact) => [fact.id, fact]));
  const inOrder = plan.flatMap((ref) => byId.get(factId(ref)) ?? []);
  return evidenceOf(collection, { access, facts: withinTotal(inOrder) });
}

/** The evidence of a submission whose account did not open: nothing was asked. */
export function evidenceWithoutAccess(of: EvidenceOf, access: RefusedAccess): Evidence {
  return evidenceOf(of, { access, facts: [] });
}

function evidenceOf(
  { submissionId, claim, accountId, now, hash }: EvidenceOf,
  { access, facts }: Pick<Evidence, "access" | "facts">,
): Evidence {
  return {
    submissionId,
    claim,
    accountId,
    collectedAt: now(),
    access,
    facts,
    hash: hash(canonicalJson(facts)),
  };
}

/** First come the facts that others stand on, so what is too much is lost at the leaves. */
function withinTotal(facts: readonly CollectedFact[]): FactEvidence[] {
  let remaining = largestEvidenceBytes;
  return facts.map(({ evidence, answersOfCalls }) => {
    const fitted =
      remaining < largestFactBytes
        ? evidenceOfFact({ ...evidence, answersOfCalls }, remaining)
        : evidence;
    remaining -= sizeBytes(fitted);
    return fitted;
  });
}

function evidenceOfFact(
  { kind, params, answersOfCalls }: FactRef & Pick<CollectedFact, "answersOfCalls">,
  mostBytes: number,
): FactEvidence {
  return { kind, params, answers: fittedAnswers(answersOfCalls, mostBytes) };
}
