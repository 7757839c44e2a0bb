import { randomBytes } from "node:crypto";
import { AccountBindingRecord } from "@lab-grader/core/cohorts/account-binding";
import { labVariables } from "@lab-grader/core/lab/bind-stage";
import type { AuthoredLab } from "@lab-grader/core/lab/lab-files";
import { planCase } from "@lab-grader/core/lab/plan-case";
import type { LocalLearner } from "@lab-grader/sandbox/local-system/learner-accounts";
import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";
import * as z from "zod";
import { type Circumstance, type DemoLearner, demoStage, missingAction } from "./demo-learners.ts";

/**
 * Types what the learner's case says into the learner's account, then makes it behave as the
 * learner's circumstance says.
 * @throws Error when AWS refuses a command that the case types.
 */
export async function buildAccount(
  learner: DemoLearner & LocalLearner,
  { system, authored }: { system: LocalSystem; authored: AuthoredLab },
): Promise<void> {
  const { createAwsCommands } = await import("@lab-grader/sandbox/lab-bench/aws-commands");
  const { runSteps } = await import("@lab-grader/sandbox/lab-bench/run-steps");
  const { settleDynamoDb } = await import("@lab-grader/sandbox/services/dynamodb/region");
  const { graderAccountId } = await import("@lab-grader/sandbox/local-system/grader-account");
  const account = system.sandbox.accounts.get(learner.accountId);
  const labCase = authored.cases.find(({ name }) => name === learner.labCase);
  const settling = Object.entries(labCase?.settlingSeconds ?? {}).map(
    ([kind, seconds]) => [kind, seconds * 1000] as const,
  );
  account.changeSwitches({ settling: Object.fromEntries(settling) });
  const plan = planCase(authored.solution, demoStage, labCase);
  const { login, accountId, accessKeyId } = learner;
  const variables = labVariables(authored.lab, { learner: { login, accountId }, graderAccountId });
  const commands = createAwsCommands({
    endpoint: system.sandboxUrl,
    credentials: { accessKeyId, secretAccessKey: "local" },
  });
  try {
    const refused = await runSteps(
      plan.stages.flatMap(({ steps }) => steps),
      {
        commands,
        variables: { ...variables, ...plan.set },
        answers: new Map(),
        settle: async () => settleDynamoDb(account, Date.now()),
      },
    );
    if (refused) throw new Error(`${login}: ${refused.command} was refused: ${refused.problem}`);
  } finally {
    commands.close();
  }
  if (learner.circumstance) await arrange(learner.circumstance, learner, { system, authored });
}

/** The minutes that AWS needs go by at once. */
export async function letAwsFinish(learner: LocalLearner, system: LocalSystem): Promise<void> {
  const { settleDynamoDb } = await import("@lab-grader/sandbox/services/dynamodb/region");
  settleDynamoDb(system.sandbox.accounts.get(learner.accountId), Date.now());
}

async function arrange(
  circumstance: Circumstance,
  learner: LocalLearner,
  { system, authored }: { system: LocalSystem; authored: AuthoredLab },
): Promise<void> {
  const account = system.sandbox.accounts.get(learner.accountId);
  switch (circumstance) {
    case "throttled":
      account.changeSwitches({ throttle: [{ operation: "dynamodb:*", every: 2 }] });
      return;
    case "server-errors":
      account.changeSwitches({ serverErrors: ["dynamodb:*", "kms:*"] });
      return;
    case "no-role":
      for (const roleName of account.roles.keys()) account.deleteRole(roleName);
      return;
    case "wrong-external-id": {
      const [role] = await signUpRoles(learner, authored, randomBytes(16).toString("hex"));
      if (role) account.putRole(role);
      return;
    }
    case "role-lacks-permission": {
      const binding = await system.table.get(AccountBindingRecord, learner);
      const [role] = await signUpRoles(learner, authored, binding?.externalId ?? "");
      if (role) account.putRole({ ...role, policies: withoutAction(role.policies ?? {}) });
      return;
    }
    case "sent-twice":
      return;
    default:
      circumstance satisfies never;
  }
}

async function signUpRoles(learner: LocalLearner, { lab }: AuthoredLab, externalId: string) {
  const { learnerAccount } = await import("@lab-grader/sandbox/local-system/learner-accounts");
  return learnerAccount(learner, { lab, externalId }).roles ?? [];
}

const RolePolicy = z.looseObject({
  Statement: z.array(z.looseObject({ Action: z.array(z.string()) })),
});

/** The policies as a stack from before the lab needed the action has them. */
function withoutAction(policies: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(policies).map(([name, document]) => {
      const policy = RolePolicy.parse(JSON.parse(String(document)));
      const statements = policy.Statement.map((statement) => ({
        ...statement,
        Action: statement.Action.filter((action) => action !== missingAction),
      }));
      return [name, { ...policy, Statement: statements.filter(({ Action }) => Action.length > 0) }];
    }),
  );
}
