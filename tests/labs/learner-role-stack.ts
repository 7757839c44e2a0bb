import { readFileSync } from "node:fs";
import { isJsonObject, type Json } from "@lab-grader/core/json";
import type { Sandbox } from "@lab-grader/sandbox/sandbox";
import { parse } from "yaml";
import * as z from "zod";

const Template = z.object({
  Parameters: z.record(z.string(), z.object({ AllowedPattern: z.string() })),
  Resources: z.object({
    GraderAccess: z.object({
      Properties: z.strictObject({
        RoleName: z.json(),
        AssumeRolePolicyDocument: z.json(),
        Policies: z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.json() })),
      }),
    }),
  }),
});

/** The template that learners are given. */
export const learnerRoleText = readFileSync(
  new URL("../../infra/learner-role.yaml", import.meta.url),
  "utf8",
);

/** The role that CloudFormation would make of the template, its policies as JSON texts. */
export function learnerRoleOf(
  accountId: string,
  parameters: Readonly<Record<string, string>>,
): { roleName: string; trustPolicy: Json; policies: Readonly<Record<string, Json>> } {
  const template = Template.parse(parse(learnerRoleText, { version: "1.1" }));
  for (const [name, { AllowedPattern }] of Object.entries(template.Parameters))
    if (!new RegExp(AllowedPattern).test(parameters[name] ?? ""))
      throw new Error(`${name} is not what the template takes`);
  const values = { ...parameters, "AWS::AccountId": accountId };
  const { RoleName, AssumeRolePolicyDocument, Policies } =
    template.Resources.GraderAccess.Properties;
  return {
    roleName: z.string().parse(resolved(RoleName, values)),
    trustPolicy: resolved(AssumeRolePolicyDocument, values),
    policies: Object.fromEntries(
      Policies.map(({ PolicyName, PolicyDocument }) => [
        PolicyName,
        resolved(PolicyDocument, values),
      ]),
    ),
  };
}

/** Makes the stack in an account of the sandbox. */
export function makeLearnerRole(
  sandbox: Sandbox,
  accountId: string,
  parameters: Readonly<Record<string, string>>,
): void {
  sandbox.accounts.get(accountId).putRole(learnerRoleOf(accountId, parameters));
}

type Values = Readonly<Record<string, string>>;

/** The four functions of CloudFormation that the template uses. */
function resolved(value: Json, values: Values): Json {
  if (Array.isArray(value)) return value.map((member) => resolved(member, values));
  if (!isJsonObject(value)) return value;
  const [name, argument = null] = Object.entries(value)[0] ?? [];
  switch (name) {
    case "Ref":
      return textNamed(z.string().parse(argument), values);
    case "Fn::Sub":
      return substituted(argument, values);
    case "Fn::Split": {
      const [separator, text] = z.tuple([z.string(), z.json()]).parse(argument);
      return z.string().parse(resolved(text, values)).split(separator);
    }
    case "Fn::Select": {
      const [index, list] = z.tuple([z.number(), z.json()]).parse(argument);
      return z.array(z.string()).parse(resolved(list, values))[index] ?? null;
    }
    default:
      return Object.fromEntries(
        Object.entries(value).map(([key, member]) => [key, resolved(member, values)]),
      );
  }
}

/** `${Name}` is a value, `${!Name}` stays as `${Name}`. */
function substituted(argument: Json, values: Values): string {
  const Arguments = z.union([
    z.string().transform((text) => ({ text, own: {} })),
    z
      .tuple([z.string(), z.record(z.string(), z.json())])
      .transform(([text, own]) => ({ text, own })),
  ]);
  const { text, own } = Arguments.parse(argument);
  const further = Object.entries(own).map(([name, value]) => [
    name,
    z.string().parse(resolved(value, values)),
  ]);
  const all: Values = { ...values, ...Object.fromEntries(further) };
  return text.replaceAll(/\$\{(!?)([^}]+)\}/g, (_, keep: string, name: string) =>
    keep ? `\${${name}}` : textNamed(name, all),
  );
}

function textNamed(name: string, values: Values): string {
  const value = values[name];
  if (value === undefined) throw new Error(`the template refers to ${name}, which nothing sets`);
  return value;
}
