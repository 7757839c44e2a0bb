import * as z from "zod";
import { defineCommand } from "../command.ts";
import { serviceError, usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { Login } from "../service/connect.ts";

/** The first administrator of a deployment, with the operator's AWS credentials. */
export const adminCreateCommand = defineCommand({
  name: "admin create",
  summary: "make somebody an administrator of a deployment, with your AWS credentials",
  example: "labgrader admin create admin-01 --email <address> --stage staging",
  arguments: [{ name: "<login>", description: "what the administrator signs in with" }],
  flags: [
    { flags: "--stage <name>", description: "the deployment" },
    { flags: "--email <address>", description: "where the invitation goes" },
    { flags: "--region <region>", description: "of the deployment; else that of your environment" },
  ],
  input: z.strictObject({
    login: Login,
    stage: z
      .string({ error: "the name of a deployment, such as staging" })
      .regex(/^[a-z0-9-]{1,32}$/, "at most 32 lower-case letters, digits and hyphens"),
    email: z.email({ error: "an e-mail address" }),
    region: z
      .string()
      .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "an AWS region, such as eu-central-1")
      .optional(),
  }),
  run: async ({ login, stage, email, region }, { terminal }) => {
    const { createAdmin, operatorsCognito } = await import("@lab-grader/aws/create-admin");
    const cognito = operatorsCognito(region);
    const created = await createAdmin(cognito, { stage, login, email }).catch((cause: unknown) => {
      const said = cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause);
      throw serviceError("service.aws", `AWS refused: ${said}`, { cause });
    });
    cognito.destroy();
    switch (created.status) {
      case "no_pool":
        throw usageError(
          "usage.stage_unknown",
          `There is no deployment ${stage} in this account and region. npx sst deploy --stage ${stage} makes it; --region names another region.`,
        );
      case "many_pools":
        throw usageError(
          "usage.stage_ambiguous",
          `There is more than one user pool of ${stage} in this account. Remove what is left over of an older deployment.`,
        );
      case "invited":
      case "was_there": {
        const { status, userPoolId } = created;
        terminal.print({
          text: () =>
            status === "invited"
              ? `${login} is an administrator of ${stage}. The invitation goes to ${email}.`
              : `${login} was there, and is an administrator of ${stage} now.`,
          json: () => ({ login, stage, userPoolId, status }),
        });
        return exitCodes.ok;
      }
      default:
        return created satisfies never;
    }
  },
});
