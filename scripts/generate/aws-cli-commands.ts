import type { AwsService } from "@lab-grader/sandbox/service";

/** What the local sandbox answers, service by service, in the order of the AWS CLI's names. */
export interface AnsweredService {
  /** As the AWS CLI writes it: `cloudwatch`. */
  readonly service: string;
  /** As AWS writes them: `DescribeAlarms`. */
  readonly operations: readonly string[];
  /** Operations of the SDK's client that are not answered; `undefined`: no client is installed. */
  readonly missing: readonly string[] | undefined;
}

/** Asks a sandbox for its operation tables. */
export async function answeredServices(): Promise<readonly AnsweredService[]> {
  const { startSandbox } = await import("@lab-grader/sandbox/sandbox");
  const { cliService, sdkPackage } = await import("@lab-grader/sandbox/cli-names");
  const sandbox = await startSandbox();
  try {
    const all = await Promise.all(
      [...sandbox.services.values()].map(async (service: AwsService) => {
        const name = cliService(service.signingName);
        const operations = Object.keys(service.operations).sort();
        const known = await operationsOf(sdkPackage(name));
        return {
          service: name,
          operations,
          missing: known?.filter((operation) => !operations.includes(operation)),
        };
      }),
    );
    return all.sort((left, right) => (left.service < right.service ? -1 : 1));
  } finally {
    await sandbox.close();
  }
}

/** Every operation of a client, by the names of its commands. */
async function operationsOf(packageName: string): Promise<readonly string[] | undefined> {
  try {
    const exported: Record<string, unknown> = await import(packageName);
    return Object.keys(exported)
      .filter((name) => /^[A-Z]\w*Command$/.test(name))
      .map((name) => name.slice(0, -"Command".length))
      .sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND") {
      return undefined;
    }
    throw error;
  }
}
