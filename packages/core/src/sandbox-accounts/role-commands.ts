import type { RoleSetUp } from "../contracts/endpoints/sandbox-accounts.ts";

/** What is typed in the account, with its own credentials, where there is no template to link to. */
export interface RoleCommands {
  /** Where there is no role yet. */
  readonly make: string;
  /** Where the role is there already: replaces what it trusts. */
  readonly update: string;
}

export function roleCommands(
  { trustPolicy, rolePolicy }: Extract<RoleSetUp, { way: "documents" }>,
  roleName: string,
): RoleCommands {
  const lines = [
    `aws iam create-role --role-name ${roleName} --assume-role-policy-document '${trustPolicy}'`,
    ...(rolePolicy === null ? [] : [putPolicy(roleName, rolePolicy)]),
  ];
  const trust = `aws iam update-assume-role-policy --role-name ${roleName} --policy-document '${trustPolicy}'`;
  return {
    make: lines.join("\n"),
    update: [trust, ...(rolePolicy === null ? [] : [putPolicy(roleName, rolePolicy)])].join("\n"),
  };
}

function putPolicy(roleName: string, rolePolicy: string): string {
  return `aws iam put-role-policy --role-name ${roleName} --policy-name labs --policy-document '${rolePolicy}'`;
}
