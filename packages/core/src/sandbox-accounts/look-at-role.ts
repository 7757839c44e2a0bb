import type { FactRef, Permission } from "../facts/fact.ts";
import type { JsonObject } from "../json.ts";
import { permissionsOf } from "../policy/derive-policy.ts";
import { matchesGlob } from "../policy/glob.ts";
import type { VerifyStep } from "./verification.ts";

/** Looks at one learner's role. What AWS refuses is a step, not an error. */
export type LookAtRole = (request: {
  readonly accountId: string;
  readonly externalId: string;
  /** The name of our sessions in the learner's account. */
  readonly jobId: string;
  /** What the learner's labs ask. */
  readonly facts: readonly FactRef[];
  readonly deadline: AbortSignal;
  /** Told after every step of all steps so far. */
  readonly onStep: (steps: readonly VerifyStep[]) => Promise<unknown>;
}) => Promise<LookedAtRole>;

export type LookedAtRole =
  | { readonly status: "looked"; readonly steps: readonly VerifyStep[] }
  /** Throttled, timed out, 5xx: a reason code. */
  | { readonly status: "platform_fault"; readonly reason: string };

/** A write that can change nothing, because what it names is not there. */
export interface HarmlessWrite {
  readonly action: string;
  readonly service: "dynamodb" | "iam";
  readonly operation: string;
  readonly input: JsonObject;
}

/** So many tables of the labs lend their names; a policy on `lab-*` is found by each of them. */
const mostTables = 3;

/**
 * Writes that a role must refuse. Each names something that is not there: a name of the labs'
 * tables, or of none, with a secret behind it. What the labs' own probes may write is left out.
 */
export function harmlessWrites(
  facts: readonly FactRef[],
  of: { readonly accountId: string; readonly region: string; readonly secret: string },
): readonly HarmlessWrite[] {
  const declared = permissionsOf(facts).map((permission) => ({
    ...permission,
    resource: permission.resource.replaceAll("$account", of.accountId),
  }));
  const tables = [...tableNames(declared).slice(0, mostTables), "lab-grader"].map(
    (name) => `${name.slice(0, 200)}-${of.secret}`,
  );
  const roleName = `lab-grader-${of.secret.slice(0, 40)}`;
  const tableWrites = tables.flatMap((TableName) => [
    write("DeleteTable", { TableName }),
    write("UpdateTable", { TableName, DeletionProtectionEnabled: false }),
    write("PutItem", { TableName, Item: { id: { S: of.secret } } }),
    write("DeleteItem", { TableName, Key: { id: { S: of.secret } } }),
  ]);
  const roleWrites = [
    write("DeleteRole", { RoleName: roleName }),
    write("DeleteRolePolicy", { RoleName: roleName, PolicyName: "labs" }),
  ];
  return [...tableWrites, ...roleWrites].filter(
    (each) => !declared.some((permission) => isAllowedBy(permission, arnOf(each, of), each)),
  );
}

function write(operation: string, input: JsonObject): HarmlessWrite {
  const service = "RoleName" in input ? "iam" : "dynamodb";
  return { action: `${service}:${operation}`, service, operation, input };
}

function arnOf(
  { service, input }: HarmlessWrite,
  { accountId, region }: { readonly accountId: string; readonly region: string },
): string {
  return service === "iam"
    ? `arn:aws:iam::${accountId}:role/${input.RoleName}`
    : `arn:aws:dynamodb:${region}:${accountId}:table/${input.TableName}`;
}

/** A condition is not looked at: what is allowed under one is not tried. */
function isAllowedBy(
  { action, resource }: Permission,
  arn: string,
  wanted: Pick<HarmlessWrite, "action">,
): boolean {
  return matchesGlob(action, wanted.action) && matchesGlob(resource, arn);
}

function tableNames(permissions: readonly Permission[]): readonly string[] {
  const names = permissions.flatMap(
    ({ resource }) => /:table\/([A-Za-z0-9_.-]+)/.exec(resource)?.[1] ?? [],
  );
  return [...new Set(names)];
}
