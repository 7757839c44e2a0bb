import type { LocalSystem } from "@lab-grader/sandbox/local-system/local-system";

/** Puts a message into the grading queue that nobody can read and that belongs to nobody. */
export async function sendUnreadableMessage({ sandboxUrl, queueUrls }: LocalSystem): Promise<void> {
  const { createAwsCommands } = await import("@lab-grader/sandbox/lab-bench/aws-commands");
  const { localRegion, operatorKey } = await import(
    "@lab-grader/sandbox/local-system/grader-account"
  );
  const commands = createAwsCommands({ endpoint: sandboxUrl, credentials: operatorKey });
  try {
    await commands.run({
      name: "send-unreadable-message",
      service: "sqs",
      command: "send-message",
      region: localRegion,
      parameters: { QueueUrl: queueUrls.grading, MessageBody: "this is not a message" },
    });
  } finally {
    commands.close();
  }
}
