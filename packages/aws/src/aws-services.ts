import type { FactCall } from "@lab-grader/core/facts/fact";

/** What every client of the SDK can do. */
export interface ServiceClient {
  send(command: object, options: { abortSignal: AbortSignal }): Promise<object>;
}

/** One service: its client, and the commands of the operations that facts ask. */
export interface AwsService {
  readonly Client: new (config: object) => ServiceClient;
  readonly commands: Readonly<Record<string, new (input: never) => object>>;
}

/** Each service is loaded when it is asked first: a process pays only for those that its labs ask. */
export type AwsServices = Readonly<Record<string, () => Promise<AwsService>>>;

/** @throws Error when no fact declares this service: the generated map is out of date. */
export async function getService(services: AwsServices, service: string): Promise<AwsService> {
  const load = services[service];
  if (!load) throw new Error(`No client for the service ${service}. Run: npm run generate`);
  return load();
}

/** @throws Error when no fact declares this operation: the generated map is out of date. */
export function commandOf(
  { commands }: AwsService,
  { service, operation, input }: Pick<FactCall, "service" | "operation" | "input">,
): object {
  const Command = commands[operation];
  if (!Command) throw new Error(`No command for ${service}:${operation}. Run: npm run generate`);
  // An input is data of a fact, which no type of the SDK describes; AWS itself validates it.
  return Reflect.construct(Command, [input]);
}
