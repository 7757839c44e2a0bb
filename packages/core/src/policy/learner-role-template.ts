import { stringify } from "yaml";
import type { Json } from "../json.ts";
import { bindStage, factsOfStage } from "../lab/bind-stage.ts";
import type { Lab } from "../lab/lab.ts";
import type { Variables } from "../lab/variables.ts";
import { rolePolicyOf } from "./derive-policy.ts";
import { learnerRoleName, trustPolicyOf } from "./trust-policy.ts";

/** A lab that the learner takes, with the variables of its assignment. */
export interface TakenLab {
  readonly lab: Lab;
  /** Absent: the lab's own. */
  readonly variables?: Variables | undefined;
}

/** A CloudFormation template, or why there is none. */
export type LearnerRoleTemplate =
  | {
      readonly fits: true;
      readonly version: string;
      readonly document: string;
      readonly text: string;
    }
  /** The policy of all labs together is longer than AWS takes in one role. */
  | { readonly fits: false; readonly characters: number; readonly limit: number };

/** Stand for what is known only in the learner's account; no lab names them. */
const accountStandIn = "123123123123";
const graderStandIn = "321321321321";
const loginStandIn = "x0login0x";

/** CloudFormation reads YAML 1.1, where a date without quotation marks is no text. */
const readBy11 = { version: "1.1", lineWidth: 100 } as const;

/**
 * The stack that a learner makes once: the role that the grader may assume, with one policy for
 * all the labs. The ExternalId and the grader's role are parameters, so the text is the same for
 * everybody and names no secret.
 */
export function learnerRoleTemplate(
  labs: readonly TakenLab[],
  options: {
    /** Of the deployment: part of the role's name. */
    readonly stage: string;
    readonly hash: (text: string) => string;
  },
): LearnerRoleTemplate {
  const facts = labs.flatMap(({ lab, variables }) =>
    lab.stages.flatMap((stage) =>
      factsOfStage(
        bindStage(lab, stage.id, {
          learner: { login: loginStandIn, accountId: accountStandIn },
          graderAccountId: graderStandIn,
          variables,
        }),
      ),
    ),
  );
  const policy = rolePolicyOf(facts, accountStandIn);
  if (!policy.fits) return policy;
  const document = policy.document.replaceAll(loginStandIn, "*");
  const version = options.hash(document).slice(0, 12);
  const names = labs.map(({ lab }) => `${lab.id} ${lab.version}`).join(", ");
  const template = templateOf({ stage: options.stage, version, names, document });
  return { fits: true, version, document, text: stringify(template, readBy11) };
}

function templateOf(from: { stage: string; version: string; names: string; document: string }) {
  return {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Lets the lab grader look into this account. Policy version ${from.version}.`,
    Metadata: { Labs: from.names },
    Parameters: {
      ExternalId: {
        Type: "String",
        NoEcho: true,
        AllowedPattern: "[0-9A-Za-z+=,.@:/_-]{2,1224}",
        Description: "Yours alone; your course shows it when you register this account.",
      },
      GraderRoleArn: {
        Type: "String",
        AllowedPattern: "arn:aws:iam::[0-9]{12}:role/[0-9A-Za-z+=,.@/_-]+",
        Description: "The only role that may come in.",
      },
    },
    Resources: {
      GraderAccess: {
        Type: "AWS::IAM::Role",
        Properties: {
          RoleName: learnerRoleName(from.stage),
          AssumeRolePolicyDocument: withReferences(
            jsonOf(
              trustPolicyOf({
                graderAccountId: graderStandIn,
                graderRoleArn: "${GraderRoleArn}",
                externalId: "${ExternalId}",
              }),
            ),
          ),
          Policies: [
            { PolicyName: "labs", PolicyDocument: withReferences(JSON.parse(from.document)) },
          ],
        },
      },
    },
    Outputs: {
      PolicyVersion: { Description: "Changes with what the labs ask.", Value: from.version },
      RoleArn: { Value: { "Fn::GetAtt": ["GraderAccess", "Arn"] } },
    },
  };
}

/** Texts with stand-ins become CloudFormation's references; IAM's own `${aws:…}` stay as they are. */
function withReferences(value: Json): Json {
  if (typeof value === "string") return reference(value);
  if (Array.isArray(value)) return value.map(withReferences);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withReferences(member)]),
  );
}

const graderAccount: Json = {
  GraderAccountId: { "Fn::Select": [4, { "Fn::Split": [":", { Ref: "GraderRoleArn" }] }] },
};

function reference(text: string): Json {
  const parameter = /^\$\{(ExternalId|GraderRoleArn)\}$/.exec(text)?.[1];
  if (parameter !== undefined) return { Ref: parameter };
  const filled = text
    .replaceAll("${", "${!")
    .replaceAll(accountStandIn, "${AWS::AccountId}")
    .replaceAll(graderStandIn, "${GraderAccountId}");
  if (filled === text) return text;
  return { "Fn::Sub": filled.includes("${GraderAccountId}") ? [filled, graderAccount] : filled };
}

/** A policy document as plain JSON. */
function jsonOf(document: object): Json {
  return JSON.parse(JSON.stringify(document));
}
