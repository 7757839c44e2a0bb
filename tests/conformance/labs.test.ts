import { createHash } from "node:crypto";
import { collectEvidence } from "@lab-grader/aws/collect-evidence";
import { createSession } from "@lab-grader/aws/learner-session";
import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import type { GradedEvidence } from "@lab-grader/core/facts/read-facts";
import { gradeSubmission } from "@lab-grader/core/grading/grade-submission";
import type { Outcome } from "@lab-grader/core/grading/outcome";
import { cloudTimings } from "@lab-grader/core/grading/timings";
import {
  type BoundCheck,
  type BoundCriterion,
  type BoundStage,
  bindStage,
  factsOfStage,
  labVariables,
} from "@lab-grader/core/lab/bind-stage";
import type { LabCase } from "@lab-grader/core/lab/cases";
import { expectedOutcomes } from "@lab-grader/core/lab/expected-outcomes";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { planCase } from "@lab-grader/core/lab/plan-case";
import { createAwsCommands } from "@lab-grader/sandbox/lab-bench/aws-commands";
import { type RefusedStep, runSteps } from "@lab-grader/sandbox/lab-bench/run-steps";
import { afterAll, describe, expect, it } from "vitest";
import { allLabs } from "../labs/all-labs.ts";
import { type MotoAccount, motoEndpoint, openMotoAccount } from "./moto.ts";
import { cannotBeJudged, cannotBeTyped } from "./not-in-moto.ts";

const graderAccountId = "999999999999";
const http = new SharedHttpHandler(cloudTimings);
const labs = await allLabs();
const cases = labs.flatMap((authored) =>
  [
    ...authored.lab.stages.map(({ id }) => ({ stage: id, labCase: undefined })),
    ...authored.cases
      .filter(({ kind }) => kind !== "unsure")
      .map((labCase) => ({ stage: labCase.stage, labCase })),
  ].map(({ stage, labCase }) => ({
    lab: authored.lab.id,
    stage,
    name: labCase?.name ?? "solution",
    authored,
    labCase,
  })),
);
const usedReasons = new Set<string>();
let judged = 0;

afterAll(() => http.close());

/** Types a case into an account of moto, stage after stage, and grades what is then there. */
async function playInMoto(
  { lab, solution }: AuthoredLab,
  stageId: string,
  labCase: LabCase | undefined,
): Promise<{ readonly outcomes: readonly Outcome[] } | RefusedStep> {
  const account = await openMotoAccount();
  const { accountId } = account;
  const values = { learner: { login: "learner-01", accountId }, graderAccountId };
  const plan = planCase(solution, stageId, labCase);
  const commands = createAwsCommands({ endpoint: motoEndpoint, credentials: account.credentials });
  const variables = labVariables(lab, values);
  const answers = new Map();
  const earlier: Record<string, GradedEvidence> = {};
  const settle = async () => {};
  try {
    for (const [index, { stage, steps }] of plan.stages.entries()) {
      const isOwn = index === plan.stages.length - 1;
      const typed = isOwn ? { ...variables, ...plan.set } : variables;
      const refused = await runSteps(steps, { commands, variables: typed, answers, settle });
      if (refused) return refused;
      if (!isOwn)
        earlier[stage] = await collect(shownByMoto(bindStage(lab, stage, values)), account);
    }
    const stage = shownByMoto(bindStage(lab, stageId, values));
    const given = plan.stages.at(-1)?.answers;
    const context = { accountId, answers: given, earlier };
    return gradeSubmission(stage, await collect(stage, account), context);
  } finally {
    commands.close();
  }
}

function collect(stage: BoundStage, { accountId, credentials }: MotoAccount) {
  return collectEvidence({
    session: createSession({
      ...{ accountId, credentials, endpoint: motoEndpoint },
      ...{ http, timings: cloudTimings, way: "own", secrets: [] },
    }),
    facts: factsOfStage(stage),
    deadline: AbortSignal.timeout(60_000),
    timings: cloudTimings,
    accountId,
    submissionId: "conformance",
    claim: 1,
    now: () => new Date().toISOString(),
    hash: (text) => createHash("sha256").update(text).digest("hex"),
  });
}

/** A stage without the criteria whose facts moto does not answer as AWS does. */
function shownByMoto(stage: BoundStage): BoundStage {
  const criteria = stage.criteria.filter((bound) => {
    const reason = checksOf(bound)
      .map(({ check }) => cannotBeJudged[check.kind])
      .find((each) => each !== undefined);
    if (reason !== undefined) usedReasons.add(reason);
    return reason === undefined;
  });
  return { ...stage, criteria };
}

function checksOf(bound: BoundCriterion): readonly BoundCheck[] {
  if (bound.kind === "check") return [bound];
  return bound.kind === "compare" ? bound.aspects.flatMap(({ checks }) => checks) : [];
}

describe.each(labs.map(({ lab }) => lab.id))("%s, typed into moto", (labId) => {
  it.concurrent.each(cases.filter(({ lab }) => lab === labId))(
    "comes out as in the local sandbox: $stage, $name",
    async ({ authored, stage, labCase }) => {
      const played = await playInMoto(authored, stage, labCase);
      if ("problem" in played) {
        const typed = `${played.command}: ${played.problem}`;
        const known = cannotBeTyped.find(({ refusal }) => refusal.test(typed));
        if (known) usedReasons.add(known.reason);
        expect(known, typed).toBeDefined();
        return;
      }

      const expected = expectedOutcomes(authored.lab, stage, labCase);
      const wrong = played.outcomes.flatMap(({ criterion, outcome, reason }) => {
        judged += 1;
        const wanted = expected.get(criterion)?.outcome ?? "met";
        if (outcome === wanted) return [];
        return [`${criterion}: ${outcome} (${reason}), expected ${wanted}`];
      });
      expect(wrong).toEqual([]);
    },
  );
});

describe("what moto can't show", () => {
  it("is a list without entries that nothing needs any more", () => {
    const all = [...Object.values(cannotBeJudged), ...cannotBeTyped.map(({ reason }) => reason)];

    expect(all.filter((reason) => !usedReasons.has(reason))).toEqual([]);
  });

  it("leaves enough to be judged", () => {
    expect(judged).toBeGreaterThan(200);
  });
});
