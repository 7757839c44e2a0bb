import { SharedHttpHandler } from "@lab-grader/aws/shared-http-handler";
import { isJsonObject, type Json } from "@lab-grader/core/json";
import type { ResolvedStep } from "@lab-grader/core/lab/resolve-step";
import { sdkPackage } from "../cli-names.ts";

/** Runs AWS CLI commands through the SDK, with the keys of one person. */
export interface AwsCommands {
  /** @throws Error with AWS's code as its name when AWS refuses, or that says which command is not known. */
  run(step: ResolvedStep): Promise<Json>;
  close(): void;
}

/** Some steps wait for AWS; none for longer. */
const callDeadlineSeconds = 60;

interface SdkClient {
  send(command: object): Promise<unknown>;
  destroy(): void;
}

export function createAwsCommands(options: {
  /** Absent: AWS itself. */
  readonly endpoint?: string;
  readonly credentials: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Tries of one command, with the SDK's pauses between them. */
  readonly maxAttempts?: number;
}): AwsCommands {
  const { maxAttempts = 3 } = options;
  const clients = new Map<string, SdkClient>();
  // The client of Kinesis would speak HTTP/2 by itself, which the sandbox doesn't.
  const requestHandler = new SharedHttpHandler({ callDeadlineSeconds });

  async function clientOf(service: string, region: string): Promise<SdkClient> {
    const name = `${service} ${region}`;
    const known = clients.get(name);
    if (known) return known;
    const created: unknown = Reflect.construct(await sdkClass(service, "client"), [
      { ...options, region, requestHandler, maxAttempts },
    ]);
    if (!isSdkClient(created)) throw new Error(`${sdkPackage(service)} has no client.`);
    clients.set(name, created);
    return created;
  }

  return {
    async run({ service, command, region, parameters }) {
      const sdkCommand = await sdkClass(service, `${command}-command`);
      const client = await clientOf(service, region);
      const answer = await client.send(Reflect.construct(sdkCommand, [parameters]));
      return jsonOf(answer);
    },
    close: () => {
      for (const client of clients.values()) client.destroy();
      clients.clear();
      requestHandler.close();
    },
  };
}

/**
 * The SDK's class for a name as the AWS CLI writes it: `create-table-command` is
 * `CreateTableCommand`. Abbreviations differ (`create-saml-provider`), so letters' case is ignored.
 *
 * @throws Error that says what is not there.
 */
async function sdkClass(service: string, name: string): Promise<SdkClass> {
  const classes = await sdkClasses(service);
  const wanted = name.replaceAll("-", "");
  for (const [exported, value] of classes) {
    const isClient = wanted === "client" && exported.endsWith("client") && exported !== "__client";
    if (isClient || exported === wanted) return value;
  }
  throw new Error(`aws ${service} has no command "${name.replace(/-command$/, "")}".`);
}

type SdkClass = new (...inputs: readonly object[]) => object;

const classesByService = new Map<string, Promise<ReadonlyMap<string, SdkClass>>>();

/** By lower-case name. */
function sdkClasses(service: string): Promise<ReadonlyMap<string, SdkClass>> {
  const known = classesByService.get(service);
  if (known) return known;
  const loading = loadSdkClasses(service);
  classesByService.set(service, loading);
  return loading;
}

async function loadSdkClasses(service: string): Promise<ReadonlyMap<string, SdkClass>> {
  const name = sdkPackage(service);
  try {
    const exported: Record<string, unknown> = await import(name);
    return new Map(
      Object.entries(exported).flatMap(([key, value]): [string, SdkClass][] =>
        isClass(value) ? [[key.toLowerCase(), value]] : [],
      ),
    );
  } catch (cause) {
    if (!isModuleNotFound(cause)) throw cause;
    throw new Error(`The service "${service}" is not known: there is no ${name} here.`, { cause });
  }
}

function isModuleNotFound(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_MODULE_NOT_FOUND";
}

function isClass(value: unknown): value is SdkClass {
  return typeof value === "function" && /^class\b/.test(Function.prototype.toString.call(value));
}

function isSdkClient(value: unknown): value is SdkClient {
  return (
    typeof value === "object" &&
    value !== null &&
    typeof Reflect.get(value, "send") === "function" &&
    typeof Reflect.get(value, "destroy") === "function"
  );
}

/** Dates become texts, as the AWS CLI prints them. */
function jsonOf(answer: unknown): Json {
  const value: unknown = JSON.parse(JSON.stringify(answer));
  return isJsonObject(value) ? value : {};
}
