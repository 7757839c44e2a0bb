import * as z from "zod";
import { role } from "../facts/role.ts";
import {
  attachedPolicyDocuments,
  inlinePolicies,
  type RolePolicy,
} from "../facts/role-policies.ts";
import { rolePolicyNames } from "../facts/role-policy-names.ts";
import {
  contextOf,
  SimulatedContext,
  type SimulatedDecision,
  simulation,
} from "../facts/simulation.ts";
import { wildcardsOf } from "../policy/wildcards.ts";
import { defineReasons } from "../reasons/reason.ts";
import { defineCheck, ifApplicable, type Line, type Say, type Verdict } from "./check.ts";
import { existingRole, RoleWhere, roleReasons } from "./existing-role.ts";
import { unknownValue, unknownValueReasons } from "./unknown-value.ts";

const reasons = defineReasons({
  ...roleReasons,
  ...unknownValueReasons,
  "iam.least_privilege.not_allowed": {
    short: "the role may not {short}",
    found: "IAM's simulation of {action} on {resource} says {decision}",
    doNext: "Allow it in a policy of the role itself, and no more than its program needs.",
  },
  "iam.least_privilege.allowed_too_much": {
    short: "the role may {short}",
    found: "IAM's simulation of {action} on {resource} says allowed",
    doNext: "Narrow the role's policies until they no longer allow it.",
  },
  "iam.least_privilege.wildcard": {
    short: "{element} with a wildcard",
    found: 'policy "{policy}" allows with {element} "{value}"',
    doNext: "Name the actions and the table that the role's program needs, each by itself.",
    read: "docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html",
  },
  "iam.least_privilege.context_missing": {
    short: "the simulation needs a condition",
    found: "the role's policies ask for {keys}, which the lab's simulation does not give",
    doNext: "Nothing. Your instructor looks at it; no attempt is used.",
  },
  "iam.least_privilege.not_settled": {
    short: "AWS has not settled yet",
    found: "IAM has the role, but does not simulate it yet",
    doNext: "Wait. We look again by ourselves.",
  },
});

const Call = z.strictObject({
  actions: z
    .array(z.string().regex(/^[a-z0-9-]+:[A-Za-z]+$/, "an action, such as dynamodb:GetItem"))
    .min(1)
    .describe("Actions as IAM names them, such as `dynamodb:GetItem`; no wildcards."),
  resource: z
    .string()
    .regex(/^(\*|arn:\S+)$/, "an ARN, or *")
    .describe("ARN of what they are done to; `*` for actions without a resource."),
  context: z
    .array(SimulatedContext)
    .optional()
    .describe("Condition keys that the request would carry; default none."),
});
type Call = z.infer<typeof Call>;

export const leastPrivilege = defineCheck({
  kind: "iam.least-privilege",
  summary: "A role may do what its program needs, and none of what it must not do.",
  read: "docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html",
  where: RoleWhere,
  expect: z.strictObject({
    allows: z
      .array(Call)
      .min(1)
      .optional()
      .describe("What the role must be allowed, by IAM's simulation of each action."),
    denies: z
      .array(Call)
      .min(1)
      .optional()
      .describe("What the role must not be allowed, by IAM's simulation of each action."),
    wildcards: z
      .enum(["none", "reads"])
      .optional()
      .describe(
        "Wildcards for DynamoDB in the role's Allow statements: `none`, or `reads` where patterns of " +
          "reading actions such as `dynamodb:Describe*` may stay; the default expectation is `reads`.",
      ),
  }),
  defaultExpect: { wildcards: "reads" },
  example: { where: { role: "lab-reader" } },
  reasons,
  facts: ({ role: name }, { allows = [], denies = [], wildcards }) => {
    const calls = [...allows, ...denies].map(({ context = [], ...call }) => ({ ...call, context }));
    return {
      role: role({ role: name }),
      ...(calls.length > 0 && { simulation: simulation({ role: name, calls }) }),
      ...(wildcards !== undefined && {
        // Not read, but which policies there are must be known to the last.
        names: rolePolicyNames({ role: name }),
        inline: ifApplicable(inlinePolicies({ role: name })),
        managed: ifApplicable(attachedPolicyDocuments({ role: name })),
      }),
    };
  },
  choices: ["PolicyDocument", "PolicyArn"],
  expected: ({ allows = [], denies = [], wildcards }) =>
    [
      allows.length > 0 && `may ${namesOf(allows)}`,
      denies.length > 0 && `may not ${namesOf(denies)}`,
      wildcards && "no wildcards in what it may do with DynamoDB",
    ]
      .filter(Boolean)
      .join("; "),
  evaluate: ({ facts, where, expect, say }) => {
    const { role: found, verdict } = existingRole(facts.role, where, expect);
    if (!found) return verdict;
    const lines: Record<string, Line> = {};
    if (facts.simulation) {
      if (!facts.simulation.exists) {
        return { ...say.unknown("target", "iam.least_privilege.not_settled"), by: ["simulation"] };
      }
      const { decisions } = facts.simulation;
      const allows = decisionsOn(expect.allows, decisions);
      const denies = decisionsOn(expect.denies, decisions);
      const unsure = unsureVerdict([...allows, ...denies], say);
      if (unsure) return unsure;
      if (expect.allows) lines.allows = allowedLine(allows, say);
      if (expect.denies) lines.denies = deniedLine(denies, say);
    }
    if (expect.wildcards !== undefined) {
      const policies = [...(facts.inline ?? []), ...(facts.managed ?? [])];
      lines.wildcards = wildcardLine(policies, expect.wildcards === "reads", say);
    }
    const red = Object.entries(lines).find(([, line]) => !line.met)?.[0];
    const isOfSimulation = red !== "wildcards" && facts.simulation !== undefined;
    return {
      kind: "judged",
      lines,
      by: isOfSimulation ? ["simulation"] : ["names", "inline", "managed"],
    };
  },
});

const decisionNames = new Set(["allowed", "explicitDeny", "implicitDeny"]);

function unsureVerdict(
  decisions: readonly SimulatedDecision[],
  say: Say<typeof reasons>,
): Verdict | undefined {
  const by = ["simulation"];
  const odd = decisions.find(({ decision }) => !decisionNames.has(decision));
  if (odd) return unknownValue("EvalDecision", odd.decision, "simulation");
  const keys = [...new Set(decisions.flatMap(({ missingContext }) => missingContext))];
  if (keys.length === 0) return undefined;
  const params = { keys: keys.join(", ") };
  return { ...say.unknown("rubric", "iam.least_privilege.context_missing", params), by };
}

/** The decision on each action of some calls. IAM's names of actions are not case-sensitive. */
function decisionsOn(
  calls: readonly Call[] = [],
  decisions: readonly SimulatedDecision[],
): readonly SimulatedDecision[] {
  return calls.flatMap(({ actions, resource, context: entries = [] }) => {
    const context = contextOf({ context: entries });
    const own = decisions.filter((one) => one.resource === resource && one.context === context);
    return actions.map(
      (action) =>
        own.find((one) => one.action.toLowerCase() === action.toLowerCase()) ??
        ({ action, resource, context, decision: "not there", missingContext: [] } as const),
    );
  });
}

function allowedLine(decisions: readonly SimulatedDecision[], say: Say<typeof reasons>): Line {
  const wrong = decisions.find(({ decision }) => decision !== "allowed");
  if (!wrong) return say.met();
  const { action, resource, decision } = wrong;
  return say.notMet("iam.least_privilege.not_allowed", {
    ...{ action, resource, decision },
    short: shortName(action),
  });
}

function deniedLine(decisions: readonly SimulatedDecision[], say: Say<typeof reasons>): Line {
  const wrong = decisions.find(({ decision }) => decision === "allowed");
  if (!wrong) return say.met();
  const { action, resource } = wrong;
  return say.notMet("iam.least_privilege.allowed_too_much", {
    ...{ action, resource },
    short: shortName(action),
  });
}

function wildcardLine(
  policies: readonly RolePolicy[],
  allowsReads: boolean,
  say: Say<typeof reasons>,
): Line {
  for (const { name, statements } of policies) {
    const [wildcard] = statements.flatMap((statement) => wildcardsOf(statement, { allowsReads }));
    if (wildcard) return say.notMet("iam.least_privilege.wildcard", { ...wildcard, policy: name });
  }
  return say.met();
}

function namesOf(calls: readonly Call[]): string {
  return [...new Set(calls.flatMap(({ actions }) => actions.map(shortName)))].join(", ");
}

/** `GetItem` of `dynamodb:GetItem`. */
function shortName(action: string): string {
  return action.slice(action.indexOf(":") + 1);
}
