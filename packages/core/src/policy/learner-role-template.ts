import { stringify } from "yaml";
import { canonicalJson, type Json } from "../json.ts";
import type { PolicyDocument } from "./derive-policy.ts";
import {
  accountStandIn,
  graderStandIn,
  permissionsOfLabs,
  type TakenLab,
} from "./lab-permissions.ts";
import { type RolePolicies, rolePoliciesOf } from "./role-policies.ts";
import { learnerRoleName, trustPolicyOf } from "./trust-policy.ts";

/** A CloudFormation template, or why there is none. */
export type LearnerRoleTemplate =
  | {
      readonly fits: true;
      /** Changes with what the role allows and whom it trusts. */
      readonly version: string;
      /** What the role allows, with stand-ins for the account. */
      readonly documents: readonly PolicyDocument[];
      readonly characters: number;
      readonly text: string;
    }
  /** The policies of all labs together are longer than AWS takes of one role. */
  | { readonly fits: false; readonly characters: number; readonly limit: number };

/** Stands for the stage of the deployment, which is known only in the learner's account. */
const stageStandIn = "x0stage0x";

/** CloudFormation reads YAML 1.1, where a date without quotation marks is no text. */
const readBy11 = { version: "1.1", lineWidth: 100 } as const;

/**
 * The stack that a learner makes once: the role that the grader may assume, with what all the labs
 * ask. The ExternalId, the grader's role and the stage are parameters, so one text is for everybody
 * and every deployment, and names no secret.
 */
export function learnerRoleTemplate(
  labs: readonly TakenLab[],
  options: {
    readonly hash: (text: string) => string;
    /** Of the deployment, where the template is made for one: else the parameter has no default. */
    readonly stage?: string | undefined;
  },
): LearnerRoleTemplate {
  const policies = rolePoliciesOf(permissionsOfLabs(labs));
  if (!policies.fits) return policies;
  const { documents, characters } = policies;
  const resources = resourcesOf(policies);
  const version = options.hash(canonicalJson(resources)).slice(0, 12);
  const template = {
    AWSTemplateFormatVersion: "2010-09-09",
    Description: `Lets the lab grader look into this account. Version ${version}.`,
    Metadata: { Labs: labs.map(({ lab }) => `${lab.id} ${lab.version}`) },
    Parameters: parametersOf(options.stage),
    Resources: resources,
    Outputs: {
      RoleArn: {
        Description: "The role that the grader takes.",
        Value: { "Fn::GetAtt": ["GraderAccess", "Arn"] },
      },
      TemplateVersion: {
        Description: "Changes with what the role allows and whom it trusts.",
        Value: version,
      },
    },
  };
  return { fits: true, version, documents, characters, text: stringify(template, readBy11) };
}

function parametersOf(stage: string | undefined) {
  return {
    // Without NoEcho: a quick-create link can't fill in such a parameter, and the role's trust shows
    // the value anyway to whoever may look at the stack.
    // docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cfn-console-create-stacks-quick-create-links.html
    ExternalId: {
      Type: "String",
      AllowedPattern: "^[0-9a-f]{32}$",
      ConstraintDescription: "32 characters, 0 to 9 and a to f, as your course shows them.",
      Description: "Yours alone; your course shows it when you register this account.",
    },
    GraderRoleArn: {
      Type: "String",
      AllowedPattern: "^arn:aws:iam::[0-9]{12}:role/[0-9A-Za-z+=,.@_-]{1,64}$",
      ConstraintDescription: "The ARN of the grader's role, as your course shows it.",
      Description: "The only role that may come in.",
    },
    DeploymentStage: {
      Type: "String",
      ...(stage === undefined ? {} : { Default: stage }),
      AllowedPattern: "^[a-z][a-z0-9-]{0,31}$",
      ConstraintDescription: "At most 32 lower-case letters, digits and hyphens.",
      Description: "The stage of the grader; a part of this role's name.",
    },
  };
}

function resourcesOf({ kind, documents }: Extract<RolePolicies, { fits: true }>) {
  const own = documents.map((document) => withReferences(jsonOf(document)));
  const managed = kind === "managed" ? own : [];
  const names = managed.map((_, at) => `Labs${at + 1}`);
  return {
    GraderAccess: {
      Type: "AWS::IAM::Role",
      Properties: {
        RoleName: withReferences(learnerRoleName(stageStandIn)),
        AssumeRolePolicyDocument: withReferences(
          jsonOf(
            trustPolicyOf({
              graderAccountId: graderStandIn,
              graderRoleArn: "${GraderRoleArn}",
              externalId: "${ExternalId}",
            }),
          ),
        ),
        ...(kind === "inline"
          ? { Policies: own.map((document) => ({ PolicyName: "labs", PolicyDocument: document })) }
          : { ManagedPolicyArns: names.map((name) => ({ Ref: name })) }),
      },
    },
    ...Object.fromEntries(
      managed.map((document, at) => [
        names[at],
        { Type: "AWS::IAM::ManagedPolicy", Properties: { PolicyDocument: document } },
      ]),
    ),
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
    .replaceAll(graderStandIn, "${GraderAccountId}")
    .replaceAll(stageStandIn, "${DeploymentStage}");
  if (filled === text) return text;
  return { "Fn::Sub": filled.includes("${GraderAccountId}") ? [filled, graderAccount] : filled };
}

/** A policy document as plain JSON. */
function jsonOf(document: object): Json {
  return JSON.parse(JSON.stringify(document));
}
