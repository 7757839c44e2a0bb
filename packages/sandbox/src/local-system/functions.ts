import { devNull } from "node:os";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import type { Accounts } from "../accounts.ts";
import { createLocalFunction, type LocalFunction } from "../runtime/local-function.ts";
import {
  deadLetterTimeoutSeconds,
  type FunctionName,
  functionRoleArn,
  graderAccountId,
  issueFunctionSession,
  localRegion,
  localStage,
  resourceNames,
} from "./grader-account.ts";
import type { QueueUrls } from "./resources.ts";

/** Where the handlers are; other modules may stand in for them, in tests of the runtime. */
export type FunctionEntries = Readonly<Record<FunctionName, URL>>;

/** The functions of the system, as they are deployed. */
export const realEntries: FunctionEntries = {
  api: entryOf("api/main"),
  grader: entryOf("grader"),
  regrader: entryOf("regrader"),
  "dead-letters": entryOf("dead-letters"),
  reconciler: entryOf("reconciler"),
};

export interface LocalFunctionsOptions {
  readonly entries: FunctionEntries;
  readonly accounts: Accounts;
  /** The local AWS. */
  readonly endpoint: string;
  readonly queueUrls: QueueUrls;
  readonly timings: GradingTimings;
  readonly concurrency: Readonly<Record<FunctionName, number>>;
  /** What a function writes; absent: they are told to be silent. */
  readonly log?: ((name: FunctionName, text: string) => void) | undefined;
}

export type LocalFunctions = Readonly<Record<FunctionName, LocalFunction>>;

/** None is started yet. */
export function createLocalFunctions(options: LocalFunctionsOptions): LocalFunctions {
  const create = (name: FunctionName, timeoutSeconds: number): LocalFunction => {
    const { log } = options;
    return createLocalFunction({
      name: `lab-grader-${name}`,
      entry: options.entries[name],
      accountId: graderAccountId,
      region: localRegion,
      environment: () => environmentOf(name, options),
      timeoutSeconds,
      maximumConcurrency: options.concurrency[name],
      ...(log === undefined ? {} : { log: (text: string) => log(name, text) }),
    });
  };
  return {
    api: create("api", 29),
    grader: create("grader", options.timings.graderTimeoutSeconds),
    regrader: create("regrader", options.timings.graderTimeoutSeconds),
    "dead-letters": create("dead-letters", deadLetterTimeoutSeconds),
    reconciler: create("reconciler", 30),
  };
}

function environmentOf(name: FunctionName, options: LocalFunctionsOptions): Record<string, string> {
  const session = issueFunctionSession(options.accounts, name);
  return {
    AWS_ACCESS_KEY_ID: session.accessKeyId,
    AWS_SECRET_ACCESS_KEY: session.secretAccessKey,
    AWS_SESSION_TOKEN: session.sessionToken,
    AWS_REGION: localRegion,
    AWS_DEFAULT_REGION: localRegion,
    AWS_ENDPOINT_URL: options.endpoint,
    // Nothing of the host's may lead a function to a real account.
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_LAMBDA_FUNCTION_NAME: `lab-grader-${name}`,
    AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
    AWS_LAMBDA_INITIALIZATION_TYPE: "on-demand",
    AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x",
    TABLE_NAME: resourceNames.table,
    GRADING_QUEUE_URL: options.queueUrls.grading,
    REGRADE_QUEUE_URL: options.queueUrls.regrade,
    DEAD_LETTER_QUEUE_URL: options.queueUrls.deadLetters,
    EVENT_BUS_NAME: resourceNames.eventBus,
    DEPLOYMENT_STAGE: localStage,
    GRADER_ACCOUNT_ID: graderAccountId,
    GRADER_ROLE_ARN: functionRoleArn("grader"),
    GRADING_TIMINGS: JSON.stringify(options.timings),
    ...(options.log === undefined
      ? { POWERTOOLS_LOG_LEVEL: "SILENT", POWERTOOLS_METRICS_DISABLED: "true" }
      : {}),
  };
}

function entryOf(path: string): URL {
  return new URL(import.meta.resolve(`@lab-grader/functions/${path}`));
}
