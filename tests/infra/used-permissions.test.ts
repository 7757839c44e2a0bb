import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { describe, expect, it } from "vitest";
import { bundleLimits } from "../../infra/limits.ts";
import { rolesOf, synthesized } from "./synthesized.ts";

/** What stands in the code of a function that needs the permission. */
const uses: Readonly<Record<string, RegExp>> = {
  // Asked by its name, like every fact.
  "access-analyzer:CheckNoPublicAccess": /"CheckNoPublicAccess"/,
  "cognito-idp:AdminGetUser": /\bAdminGetUserCommand\(/,
  "dynamodb:DeleteItem": /\btable\d*\.delete\(/,
  "dynamodb:GetItem": /\btable\d*\.get\(/,
  "dynamodb:PutItem": /\btable\d*\.put\(/,
  "dynamodb:Query": /\btable\d*\.list\(/,
  "dynamodb:Query of the index": /\btable\d*\.listDue\(/,
  "dynamodb:UpdateItem": /\btable\d*\.update\(/,
  "events:PutEvents": /\bPutEventsCommand\(/,
  "sqs:ChangeMessageVisibility": /\bChangeMessageVisibilityCommand\(/,
  "sqs:SendMessage": /\bSendMessageCommand\(/,
  "sts:AssumeRole": /\bAssumeRoleCommand\(/,
};

/** Lambda's own: it writes the log and polls the queue with the function's role. */
const lambdaUses = [
  "logs:CreateLogStream",
  "logs:PutLogEvents",
  "sqs:DeleteMessage",
  "sqs:GetQueueAttributes",
  "sqs:ReceiveMessage",
];

const app = synthesized("production");

describe("the role of a function", () => {
  it.each(Object.entries(bundleLimits))(
    "allows %s nothing that its code never does",
    async (name, { entry }) => {
      const role = rolesOf(app).find((one) => one.name === `lab-grader-production-${name}`);
      const code = await codeOf(entry);

      const permissions = (role?.inlinePolicies ?? []).flatMap(({ Action, Resource }) =>
        Action.filter((action) => !lambdaUses.includes(action)).flatMap((action) =>
          Resource.map((resource) =>
            resource.includes("/index/") ? `${action} of the index` : action,
          ),
        ),
      );
      expect(permissions.length).toBeGreaterThan(0);
      expect(permissions.filter((one) => !uses[one]?.test(code))).toEqual([]);
    },
  );
});

/** All that a function may load, with what nothing uses shaken out and names as they were. */
async function codeOf(entry: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: fileURLToPath(new URL("../..", import.meta.url)),
    entryPoints: [entry],
    outdir: "unwritten",
    write: false,
    bundle: true,
    splitting: true,
    platform: "node",
    format: "esm",
    external: ["@aws-sdk/*"],
    logLevel: "silent",
  });
  return outputFiles.map(({ text }) => text).join("\n");
}
