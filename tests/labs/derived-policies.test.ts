import { type FactRef, factId, type Permission } from "@lab-grader/core/facts/fact";
import { factPlan } from "@lab-grader/core/facts/fact-plan";
import { type GradedEvidence, getFact } from "@lab-grader/core/facts/read-facts";
import { type BoundStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { longestRolePolicy, permissionsOf, policyOf } from "@lab-grader/core/policy/derive-policy";
import { collectFromSandbox } from "@lab-grader/sandbox/lab-bench/collect-from-sandbox";
import { playCase } from "@lab-grader/sandbox/lab-bench/play-case";
import { parsePolicy } from "@lab-grader/sandbox/policy/document";
import { type Sandbox, startSandbox } from "@lab-grader/sandbox/sandbox";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { allLabs } from "./all-labs.ts";
import { deniedIn } from "./denied-facts.ts";

const labs = await allLabs();
const stages = labs.flatMap((authored) =>
  authored.lab.stages.map(({ id }) => ({ lab: authored.lab.id, stage: id, authored })),
);
const graderAccountId = "999999999999";

let sandbox: Sandbox;
let collector: ReturnType<typeof collectFromSandbox>;
let accounts = 0;

beforeAll(async () => {
  sandbox = await startSandbox();
  sandbox.createAccount({ accountId: graderAccountId });
  collector = collectFromSandbox(sandbox);
});
afterAll(async () => {
  collector.close();
  await sandbox.close();
});

/** The solution of a stage, played; and a way to ask its facts with other permissions. */
async function played(authored: AuthoredLab, stage: string) {
  accounts += 1;
  const accountId = String(100_000_000_000 + accounts);
  let last: { bound: BoundStage; evidence: GradedEvidence } | undefined;
  const result = await playCase(
    authored,
    { stage },
    {
      ...{ sandbox, accountId, graderAccountId },
      collect: async (bound, account) => {
        const evidence = await collector.collect(bound, account);
        last = { bound, evidence };
        return evidence;
      },
    },
  );
  if (!last) throw new Error(JSON.stringify(result.refused));
  const { bound, evidence } = last;
  const refs = factPlan(factsOfStage(bound)).flat();
  const askWith = async (permissions: readonly Permission[]) => {
    const credentials = sessionWith(accountId, permissions);
    return collector.collect(bound, { accountId, credentials });
  };
  return { refs, evidence, askWith };
}

function sessionWith(accountId: string, permissions: readonly Permission[]) {
  const policy = policyOf(permissions, accountId, longestRolePolicy);
  if (!policy.fits) throw new Error(`the policy has ${policy.characters} characters`);
  const role = sandbox.accounts.get(accountId).putRole({
    roleName: "LabGraderAccess-test",
    trustPolicy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { AWS: `arn:aws:iam::${accountId}:root` },
          Action: "sts:AssumeRole",
        },
      ],
    },
    policies: { labs: policy.document },
  });
  const parsed = parsePolicy(policy.document, "identity");
  if (!parsed.ok) throw new Error(parsed.problem.message);
  return sandbox.accounts.issueSession({
    role,
    sessionName: "test",
    durationSeconds: 900,
    sessionPolicy: parsed.policy,
  });
}

/** Facts that were asked and stand, by themselves or by a parent, on an action. */
function standingOn(
  action: string,
  { refs, evidence }: { refs: readonly FactRef[]; evidence: GradedEvidence },
): string[] {
  const asked = new Map(evidence.facts.map((fact) => [factId(fact), fact.answers.length > 0]));
  const needs = (ref: FactRef): boolean => {
    const fact = getFact(ref.kind);
    const isOwn =
      asked.get(factId(ref)) === true &&
      fact.iam(ref.params).some((permission) => permission.action === action);
    return isOwn || Object.values(fact.after(ref.params)).some(needs);
  };
  return refs.filter(needs).map(factId);
}

describe.each(stages)("the derived policy of $lab, $stage", ({ authored, stage }) => {
  it("denies nothing that the stage asks", async () => {
    const { refs, evidence } = await played(authored, stage);

    expect(deniedIn(evidence, refs)).toEqual([]);
  });

  it("has no action without which no fact is lost, and each closes exactly its own facts", async () => {
    const stageInAccount = await played(authored, stage);
    const { refs, askWith } = stageInAccount;
    const permissions = permissionsOf(refs);
    const actions = [...new Set(permissions.map(({ action }) => action))];

    for (const action of actions) {
      const expected = standingOn(action, stageInAccount);
      if (expected.length === 0) continue;
      const evidence = await askWith(permissions.filter((one) => one.action !== action));

      expect({ action, denied: deniedIn(evidence, refs) }).toEqual({ action, denied: expected });
    }
  });
});
