import { factPlan } from "@lab-grader/core/facts/fact-plan";
import { FactReader, getFact } from "@lab-grader/core/facts/read-facts";
import type { JsonObject } from "@lab-grader/core/json";
import { factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { startSandbox } from "../sandbox.ts";
import { collectFromSandbox } from "./collect-from-sandbox.ts";
import { playCase } from "./play-case.ts";

/** What one fact of a stage found, as checks and `fact.query` see it. */
export interface FoundFact {
  readonly kind: string;
  readonly summary: string;
  readonly params: JsonObject;
  /** Absent where there was nothing to ask, or no answer. */
  readonly value?: unknown;
}

export type FoundFacts =
  | { readonly ok: true; readonly facts: readonly FoundFact[] }
  /** AWS refused a step of the solution. */
  | { readonly ok: false; readonly problem: string };

const accountId = "100000000001";
const graderAccountId = "999999999999";

/** Plays the solution up to a stage in a sandbox of its own, and reads every fact of that stage. */
export async function factsOfSolution(authored: AuthoredLab, stage: string): Promise<FoundFacts> {
  const sandbox = await startSandbox();
  const grader = { accessKeyId: "grader", secretAccessKey: "local" };
  sandbox.createAccount({ accountId: graderAccountId, accessKeys: [grader] });
  const collector = collectFromSandbox(sandbox, grader);
  let facts: readonly FoundFact[] = [];
  try {
    const { refused } = await playCase(
      authored,
      { stage },
      {
        ...{ sandbox, accountId, graderAccountId },
        collect: async (bound, account) => {
          const evidence = await collector.collect(bound, account);
          const reader = new FactReader(evidence);
          // The stage that is asked for is looked at last.
          facts = factPlan(factsOfStage(bound))
            .flat()
            .map((ref) => {
              const reading = reader.read(ref);
              const { summary } = getFact(ref.kind);
              const found = { kind: ref.kind, summary, params: ref.params };
              return reading.status === "known" ? { ...found, value: reading.value } : found;
            });
          return evidence;
        },
      },
    );
    if (!refused) return { ok: true, facts };
    const { step, command, problem } = refused;
    return { ok: false, problem: `AWS refused the step ${step} (${command}): ${problem}` };
  } finally {
    collector.close();
    await sandbox.close();
  }
}
