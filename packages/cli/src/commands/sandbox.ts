import { once } from "node:events";
import * as z from "zod";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { portFlag, portProblem } from "../service/ports.ts";

const accountId = "100000000001";
const region = "us-east-1";
const accessKey = { accessKeyId: "learner-01", secretAccessKey: "local" };

/** One account of the local AWS, without the system. */
export const sandboxCommand = defineCommand({
  name: "sandbox",
  summary: "run the local AWS alone, for the AWS CLI and SDKs",
  example: "labgrader sandbox --port 4600",
  flags: [{ flags: "--port <port>", description: "where it listens (default 4600)" }],
  input: z.strictObject({ port: portFlag(4600) }),
  run: async ({ port }, { terminal, signal }) => {
    const { startSandbox } = await import("@lab-grader/sandbox/sandbox");
    const sandbox = await startSandbox({ port }).catch((fault: unknown) => {
      throw portProblem(fault, { "--port": port });
    });
    try {
      sandbox.createAccount({ accountId, accessKeys: [accessKey] });
      const { endpoint } = sandbox;
      terminal.print({
        text: () =>
          [
            `Local AWS        ${endpoint}   account ${accountId}`,
            "In another terminal:",
            `  export AWS_ENDPOINT_URL=${endpoint}`,
            `  export AWS_REGION=${region} AWS_DEFAULT_REGION=${region}`,
            `  export AWS_ACCESS_KEY_ID=${accessKey.accessKeyId} AWS_SECRET_ACCESS_KEY=${accessKey.secretAccessKey}`,
            "  aws dynamodb list-tables",
            "Ctrl-C stops it; nothing is kept.",
          ].join("\n"),
        json: () => ({ endpoint, accountId, accessKey, region }),
      });
      if (!signal.aborted) await once(signal, "abort");
      return exitCodes.ok;
    } finally {
      await sandbox.close();
    }
  },
});
