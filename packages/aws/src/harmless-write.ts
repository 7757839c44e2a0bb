import {
  DeleteItemCommand,
  DeleteTableCommand,
  PutItemCommand,
  UpdateTableCommand,
} from "@aws-sdk/client-dynamodb";
import { faultOfAnswer } from "@lab-grader/core/evidence/error-fault";
import type { HarmlessWrite } from "@lab-grader/core/sandbox-accounts/look-at-role";
import { type AwsService, commandOf } from "./aws-services.ts";
import { httpStatusOf } from "./http-status.ts";
import { Client as DynamoDb } from "./services/dynamodb.generated.ts";

export type WriteAnswer =
  | { readonly status: "denied" | "allowed" }
  | { readonly status: "platform_fault"; readonly reason: string };

/** Writes are no facts, so the generated services don't have them; IAM is loaded when asked. */
const services: Readonly<Record<HarmlessWrite["service"], () => Promise<AwsService>>> = {
  dynamodb: async () => ({
    Client: DynamoDb,
    commands: {
      DeleteItem: DeleteItemCommand,
      DeleteTable: DeleteTableCommand,
      PutItem: PutItemCommand,
      UpdateTable: UpdateTableCommand,
    },
  }),
  iam: async () => {
    const { DeleteRoleCommand, DeleteRolePolicyCommand } = await import("@aws-sdk/client-iam");
    const { Client } = await import("./services/iam.generated.ts");
    return {
      Client,
      commands: { DeleteRole: DeleteRoleCommand, DeleteRolePolicy: DeleteRolePolicyCommand },
    };
  },
};

/** One write that must be refused. Whatever AWS answers but a denial says that it is allowed. */
export async function sendHarmlessWrite(
  write: HarmlessWrite,
  { client, deadline }: { readonly client: object; readonly deadline: AbortSignal },
): Promise<WriteAnswer> {
  const { service, operation } = write;
  const loaded = await services[service]();
  const sender = new loaded.Client({ ...client, accountIdEndpointMode: "disabled" });
  try {
    await sender.send(commandOf(loaded, write), { abortSignal: deadline });
    return { status: "allowed" };
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { name, message } = error;
    const status = httpStatusOf(error);
    const { fault, reason } = faultOfAnswer({
      ...{ service, operation },
      error: { name, message, ...(status === undefined ? {} : { status }) },
    });
    if (fault === "platform") return { status: "platform_fault", reason };
    return { status: fault === "access" ? "denied" : "allowed" };
  }
}
