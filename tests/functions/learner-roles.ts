import { CreateRoleCommand, type IAMClient, PutRolePolicyCommand } from "@aws-sdk/client-iam";
import type { OwnSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";

/** The documents of the role that the API gave. */
export function documentsOf({ setUp }: OwnSandboxAccount) {
  if (setUp?.way !== "documents") throw new Error("the local system links to no template");
  const { trustPolicy, rolePolicy } = setUp;
  return { trustPolicy, rolePolicy: rolePolicy ?? "" };
}

/** A trust that leaves out the condition: the confused deputy. */
export function withoutExternalId(trustPolicy: string): string {
  const document = JSON.parse(trustPolicy);
  delete document.Statement[0].Condition.StringEquals;
  return JSON.stringify(document);
}

/** Makes the role with what the API gave, changed as the test wants. */
export async function makeRole(
  iam: IAMClient,
  account: OwnSandboxAccount,
  change: { trust?: (trustPolicy: string) => string; policies?: Record<string, object> } = {},
): Promise<void> {
  const { trustPolicy, rolePolicy } = documentsOf(account);
  const RoleName = account.roleName;
  await iam.send(
    new CreateRoleCommand({
      RoleName,
      AssumeRolePolicyDocument: change.trust?.(trustPolicy) ?? trustPolicy,
    }),
  );
  const policies = { labs: JSON.parse(rolePolicy), ...change.policies };
  for (const [PolicyName, document] of Object.entries(policies)) {
    const PolicyDocument = JSON.stringify(document);
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  }
}

/** Every step that is not green, with its reason. */
export function redSteps({ verification }: OwnSandboxAccount) {
  const steps = verification?.steps ?? [];
  return Object.fromEntries(
    steps.flatMap(({ step, outcome, reason }) =>
      outcome === "passed" ? [] : [[step, reason ?? outcome]],
    ),
  );
}

/** A policy of one statement. */
export function allow(Action: string, Resource: string): object {
  return { Version: "2012-10-17", Statement: [{ Effect: "Allow", Action, Resource }] };
}
