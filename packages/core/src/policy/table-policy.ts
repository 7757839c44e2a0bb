import { matchesGlob } from "./glob.ts";
import { type PolicyStatement, PolicyStatements } from "./policy-statements.ts";

/** What the policy of a table says of one action of a role in the table's own account. */
export type TablePolicyWord =
  | "denied"
  /** By naming the role: then the role's own policies need not. */
  | "allowed"
  | "nothing"
  /** It depends on a condition, or on elements that take away instead of name. */
  | "depends";

/** Reads a table's policy as far as it can be read without the request's own circumstances. */
export function tablePolicyWord(
  document: string,
  asked: { readonly roleArn: string; readonly action: string; readonly tableArn: string },
): TablePolicyWord {
  const statements = PolicyStatements.safeParse(document);
  if (!statements.success) return "depends";
  const words = new Set(statements.data.map((statement) => wordOf(statement, asked)));
  const strongest = (["denied", "depends", "allowed"] as const).find((word) => words.has(word));
  return strongest ?? "nothing";
}

function wordOf(
  statement: PolicyStatement,
  asked: { readonly roleArn: string; readonly action: string; readonly tableArn: string },
): TablePolicyWord {
  const { Effect, Principal, Action, Resource, Condition = {} } = statement;
  if (!Principal || !Action || !Resource) return "depends";
  const action = asked.action.toLowerCase();
  if (!Action.some((pattern) => matchesGlob(pattern.toLowerCase(), action))) return "nothing";
  if (!Resource.some((pattern) => matchesGlob(pattern, asked.tableArn))) return "nothing";
  const principals = typeof Principal === "string" ? [Principal] : (Principal.AWS ?? []);
  const accountId = asked.roleArn.split(":")[4] ?? "";
  const isNamed = principals.includes("*") || principals.includes(asked.roleArn);
  const isOfAccount = [accountId, `arn:aws:iam::${accountId}:root`].some((one) =>
    principals.includes(one),
  );
  if (!isNamed && !isOfAccount) return "nothing";
  if (Object.keys(Condition).length > 0) return "depends";
  if (Effect === "Deny") return "denied";
  // Naming the account leaves the decision to the role's own policies.
  return isNamed ? "allowed" : "nothing";
}
