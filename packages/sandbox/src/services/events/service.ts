import * as z from "zod";
import { regionalState } from "../../accounts.ts";
import { AwsError } from "../../aws-error.ts";
import type {
  AwsOperation,
  AwsRequest,
  AwsService,
  JsonObject,
  SandboxContext,
} from "../../service.ts";
import { createPublishedEvents, type PublishedEvents } from "./published-events.ts";
import { busesNamedIn, putEvents } from "./put-events.ts";

const BusName = z
  .string()
  .min(1)
  .max(256)
  .regex(/^[/.\-_A-Za-z0-9]+$/);
const CreateInput = z.object({ Name: BusName, Description: z.string().max(512).optional() });
const NameInput = z.object({ Name: BusName });
const DescribeInput = z.object({ Name: z.string().max(1600).default("default") });
const ListInput = z.object({
  NamePrefix: BusName.optional(),
  Limit: z.number().int().min(1).max(100).default(100),
  NextToken: z.string().optional(),
});

/** docs.aws.amazon.com/eventbridge/latest/userguide/eb-quota.html: event buses of an account. */
const mostBuses = 100;

type Buses = Map<string, Bus>;

interface Bus {
  readonly name: string;
  readonly description: string | undefined;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** EventBridge with buses and without rules: what is published can be read in the sandbox's own API. */
export function createEventsService(
  { clock }: SandboxContext,
  published: PublishedEvents = createPublishedEvents(),
): AwsService {
  /** Every account has its default bus in every Region. */
  const busesOf = regionalState(() => {
    const bus: Bus = { name: "default", description: undefined, createdAt: clock() };
    return new Map([[bus.name, bus]]);
  });
  const onBus = (answer: (request: AwsRequest, buses: Buses) => JsonObject) =>
    busOperation((request) => answer(request, busesOf(request.account, request.region)));
  return {
    signingName: "events",
    protocol: "json-1.1",
    errorNamespace: "com.amazonaws.events",
    operations: {
      CreateEventBus: onBus(createBus),
      DeleteEventBus: onBus(deleteBus),
      DescribeEventBus: onBus(describeBus),
      ListEventBuses: {
        iam: () => ({ action: "events:ListEventBuses", resources: ["*"] }),
        answer: (request) => listBuses(request, busesOf(request.account, request.region)),
      },
      PutEvents: {
        iam: (request) => ({ action: "events:PutEvents", resources: busesNamedIn(request) }),
        answer: (request) =>
          putEvents(request, {
            published,
            hasBus: (name) => busesOf(request.account, request.region).has(name),
          }),
      },
    },
  };
}

function busOperation(answer: (request: AwsRequest) => JsonObject): AwsOperation {
  return {
    iam: (request) => ({
      action: `events:${request.operation}`,
      resources: [busArn(request, nameOf(String(request.input.Name ?? "default")))],
    }),
    answer,
  };
}

function createBus(request: AwsRequest, buses: Buses): JsonObject {
  const { Name: name, Description: description } = parse(CreateInput, request);
  if (buses.has(name))
    throw new AwsError("ResourceAlreadyExistsException", `Event bus ${name} already exists.`);
  if (name.includes("/"))
    throw new AwsError("ValidationException", "Event bus name must not contain '/'.");
  if (buses.size >= mostBuses)
    throw new AwsError(
      "LimitExceededException",
      `The requested resource exceeds the maximum number allowed: ${mostBuses} event buses.`,
    );
  buses.set(name, { name, description, createdAt: request.now });
  return {
    EventBusArn: busArn(request, name),
    ...(description === undefined ? {} : { Description: description }),
  };
}

/** A bus that is not there is deleted too. */
function deleteBus(request: AwsRequest, buses: Buses): JsonObject {
  const { Name: name } = parse(NameInput, request);
  if (name === "default")
    throw new AwsError("ValidationException", "Cannot delete event bus default.");
  buses.delete(name);
  return {};
}

function describeBus(request: AwsRequest, buses: Buses): JsonObject {
  const name = nameOf(parse(DescribeInput, request).Name);
  const bus = buses.get(name);
  if (!bus) throw new AwsError("ResourceNotFoundException", `Event bus ${name} does not exist.`);
  return describe(request, bus);
}

function listBuses(request: AwsRequest, buses: Buses): JsonObject {
  const { NamePrefix = "", Limit, NextToken } = parse(ListInput, request);
  const all = [...buses.values()]
    .filter(({ name }) => name.startsWith(NamePrefix))
    .sort((left, right) => (left.name < right.name ? -1 : 1));
  const start = NextToken === undefined ? 0 : Number(NextToken);
  const end = start + Limit;
  return {
    EventBuses: all.slice(start, end).map((bus) => describe(request, bus)),
    ...(end < all.length ? { NextToken: String(end) } : {}),
  };
}

function describe(request: AwsRequest, { name, description, createdAt }: Bus): JsonObject {
  return {
    Name: name,
    Arn: busArn(request, name),
    ...(description === undefined ? {} : { Description: description }),
    CreationTime: createdAt / 1000,
    LastModifiedTime: createdAt / 1000,
  };
}

/** A bus is named by its name or its ARN. */
function nameOf(nameOrArn: string): string {
  return nameOrArn.startsWith("arn:") ? (nameOrArn.split("/").at(-1) ?? nameOrArn) : nameOrArn;
}

function busArn({ account, region }: AwsRequest, name: string): string {
  return `arn:aws:events:${region}:${account.accountId}:event-bus/${name}`;
}

function parse<T extends z.ZodType>(schema: T, request: AwsRequest): z.output<T> {
  const parsed = schema.safeParse(request.input);
  if (parsed.success) return parsed.data;
  throw new AwsError("ValidationException", z.prettifyError(parsed.error));
}
