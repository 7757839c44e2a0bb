import * as z from "zod";
import {
  type AccessProbe,
  accessProbe,
  ProbedAction,
  type ProbedEnd,
} from "../facts/access-probe.ts";
import { ItemKey } from "../facts/attribute-value.ts";
import { type ResourcePolicy, tablePolicy } from "../facts/resource-policies.ts";
import { type RoleReading, role } from "../facts/role.ts";
import { RoleName } from "../facts/role-params.ts";
import { type AttachedPolicy, attachedPolicies } from "../facts/role-policies.ts";
import { type SimulatedDecision, type SimulationReading, simulation } from "../facts/simulation.ts";
import { tablePolicyWord } from "../policy/table-policy.ts";
import { defineReasons } from "../reasons/reason.ts";
import { type Instant, secondsBetween } from "../time.ts";
import { defineCheck, ifApplicable, type Line, type Say, type Verdict } from "./check.ts";
import { existingRole, roleReasons } from "./existing-role.ts";
import { existingTable, TableWhere, tableFacts, tableOf, tableReasons } from "./existing-table.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...tableReasons,
  ...roleReasons,
  ...unknownValueReasons,
  "iam.access_denied.nothing_allowed": {
    short: "the role may not {action} either",
    found: "{action} in the role was denied too: a role that may do nothing shows no denial",
    doNext: "Allow the role what its program needs.",
    isAbsence: true,
  },
  "iam.access_denied.not_denied": {
    short: "{action} is not denied",
    found: "{action} in the role was carried out, or would have been",
    doNext: "Narrow the role's policies and the table's until they no longer allow it.",
  },
  "iam.access_denied.by_key": {
    short: "the key denied {action}",
    found: "{action} in the role was denied by the key of the table, not by a policy on the table",
    doNext: "Let the role use the table's key, and deny the action itself.",
    isAbsence: true,
  },
  "iam.access_denied.unexplained": {
    short: "a denial without a reason",
    found: "AWS denied {action} without saying what denied it",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "iam.access_denied.other_key": {
    short: "the table has another key",
    found: "the item that the lab asks for does not fit the table's key",
    doNext: "Give the table the key that the lab asks for.",
    isAbsence: true,
  },
  "iam.access_denied.not_settled": {
    short: "a policy is not in force yet",
    found: "the policies say {documents} to {action}, and AWS still acts otherwise",
    doNext:
      "Wait; a changed policy is in force after at most five minutes. We look again by ourselves.",
  },
  "iam.access_denied.table_not_settled": {
    short: "AWS has not settled yet",
    found: "AWS describes the table, but does not know its items yet",
    doNext: "Wait. We look again by ourselves.",
  },
});

/**
 * Enforcement of a changed policy was seen to lag its reading by nearly four minutes; IAM promises
 * no time: docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot.html
 */
const settledAfterSeconds = 300;

const AccessDeniedWhere = TableWhere.extend({
  role: RoleName.describe("Name of the role in which the calls are made; it trusts its account."),
});
const Actions = z.array(ProbedAction).min(1);

export const accessDenied = defineCheck({
  kind: "iam.access-denied",
  summary: "In a restricted role AWS carries out one call and denies another, really tried.",
  read: "docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html",
  where: AccessDeniedWhere,
  expect: z.strictObject({
    denied: Actions.optional().describe(
      "Calls that must be denied. Writes are tried under a condition that never holds, so nothing is " +
        "written; the default expectation is `[PutItem]`.",
    ),
    allowed: Actions.default(["GetItem"]).describe(
      "Calls of the same role that must be carried out, or no denial counts; default `[GetItem]`.",
    ),
    key: ItemKey.optional().describe(
      "Key of the item that is asked for, where the role is bound to certain keys; default a reserved one.",
    ),
  }),
  defaultExpect: { denied: ["PutItem"], allowed: ["GetItem"] },
  example: { where: { role: "lab-reader" } },
  reasons,
  facts: ({ role: name, ...where }, { denied = [], allowed, key = null }) => {
    const actions = [...new Set([...allowed, ...denied])];
    const resource = `arn:aws:dynamodb:${where.region}:$account:table/${where.table}`;
    const call = { resource, actions: actions.map((action) => `dynamodb:${action}`), context: [] };
    return {
      probe: ifApplicable(accessProbe({ ...tableOf(where), role: name, actions, key })),
      role: role({ role: name }),
      simulation: simulation({ role: name, calls: [call] }),
      attached: ifApplicable(attachedPolicies({ role: name })),
      policy: tablePolicy(tableOf(where)),
      ...tableFacts(where),
    };
  },
  expected: ({ denied = [], allowed }) =>
    `in the role AWS carries out ${allowed.join(", ")} and denies ${denied.join(", ")}`,
  evaluate: ({ facts, where, expect, context, say }) => {
    const { table, verdict } = existingTable(facts, where, expect);
    if (!table) return verdict;
    const { role: found, verdict: noRole } = existingRole(facts.role, where, { denied: [] });
    if (!found) return noRole;
    const { probe } = facts;
    if (!probe) return judged(say.notMet("iam.access_denied.other_key"), "table");
    const unsure =
      unclearVerdict(probe, say) ??
      contradiction(probe, { ...facts, role: found, observedAt: context.observedAt }, say);
    if (unsure) return { ...unsure, by: ["probe"] };
    return judged(lineOf(endsOf(probe), expect, say), "probe");
  },
});

function judged(line: Line, by: string): Verdict {
  return { kind: "judged", lines: { denied: line }, by: [by] };
}

function endsOf(probe: AccessProbe): ReadonlyMap<ProbedAction, ProbedEnd> {
  return new Map(probe.map(({ action, end }) => [action, end]));
}

/** A denial counts only beside a call that the same role was allowed. */
function lineOf(
  ends: ReadonlyMap<ProbedAction, ProbedEnd>,
  {
    allowed,
    denied = [],
  }: { allowed: readonly ProbedAction[]; denied?: ProbedAction[] | undefined },
  say: Say<typeof reasons>,
): Line {
  for (const action of allowed) {
    if (ends.get(action) === "denied")
      return say.notMet("iam.access_denied.nothing_allowed", { action });
    if (ends.get(action) === "denied_by_key")
      return say.notMet("iam.access_denied.by_key", { action });
  }
  for (const action of denied) {
    if (ends.get(action) === "allowed")
      return say.notMet("iam.access_denied.not_denied", { action });
    if (ends.get(action) === "denied_by_key")
      return say.notMet("iam.access_denied.by_key", { action });
  }
  return say.met();
}

function unclearVerdict(calls: AccessProbe, say: Say<typeof reasons>): Verdict | undefined {
  const unexplained = calls.find(({ end }) => end === "unexplained");
  if (unexplained) {
    const { action } = unexplained;
    return say.unknown("rubric", "iam.access_denied.unexplained", { action });
  }
  return calls.some(({ end }) => end === "no_table")
    ? say.unknown("target", "iam.access_denied.table_not_settled")
    : undefined;
}

interface Documents {
  readonly role: Extract<RoleReading, { exists: true }>;
  readonly simulation: SimulationReading;
  readonly attached: readonly AttachedPolicy[] | undefined;
  readonly policy: ResourcePolicy;
  readonly observedAt: Instant;
}

/**
 * What the documents say against what AWS did: where they disagree one of them is not in force yet,
 * and nothing is judged. Where they don't say it for sure, their age decides.
 */
function contradiction(
  calls: AccessProbe,
  documents: Documents,
  say: Say<typeof reasons>,
): Verdict | undefined {
  const { simulation: simulated } = documents;
  for (const { action, end } of calls) {
    if (end !== "allowed" && end !== "denied") continue;
    if (!simulated.exists) {
      return say.unknown("target", "iam.access_denied.not_settled", {
        action,
        documents: "nothing",
      });
    }
    const one = simulated.decisions.find(({ action: name }) => name === `dynamodb:${action}`);
    if (!one || !decisionNames.has(one.decision)) {
      return unknownValue("EvalDecision", one?.decision ?? "not there", "simulation");
    }
    const word = wordOfDocuments(one, documents);
    const said = word ?? wordOfRole(one);
    if (said === end) continue;
    // What depends on a condition is left to what AWS did, once it is in force.
    if (word === undefined && !isFresh(documents)) continue;
    const words = { allowed: "yes", denied: "no" }[said];
    return say.unknown("target", "iam.access_denied.not_settled", { action, documents: words });
  }
  return undefined;
}

const decisionNames = new Set(["allowed", "explicitDeny", "implicitDeny"]);

/** The role's policies by IAM's simulation, and the table's, which it does not see. */
function wordOfDocuments(
  simulated: SimulatedDecision,
  { role: { arn: roleArn }, policy }: Documents,
): "allowed" | "denied" | undefined {
  const { action, resource, decision, missingContext } = simulated;
  if (missingContext.length > 0) return undefined;
  if (decision === "explicitDeny") return "denied";
  const tableArn = resource.replace("$account", roleArn.split(":")[4] ?? "");
  const word = policy.exists
    ? tablePolicyWord(policy.document, { roleArn, action, tableArn })
    : "nothing";
  if (word === "depends") return undefined;
  return word === "nothing" ? wordOfRole(simulated) : word;
}

function wordOfRole({ decision }: SimulatedDecision): "allowed" | "denied" {
  return decision === "allowed" ? "allowed" : "denied";
}

/** Inline policies carry no time; the role, managed policies and the table's policy do. */
function isFresh({ role: { createdAt }, attached = [], policy, observedAt }: Documents): boolean {
  const revision = policy.exists ? policy.revisionId : undefined;
  // AWS's revision ids have been milliseconds since the epoch; anything else is no time.
  const changedAt = /^1\d{12}$/.test(revision ?? "")
    ? [new Date(Number(revision)).toISOString()]
    : [];
  return [createdAt, ...attached.map((one) => one.changedAt), ...changedAt].some(
    (time) => time !== undefined && secondsBetween(time, observedAt) < settledAfterSeconds,
  );
}
