import { type Account, type AccountDefinition, type Accounts, createAccounts } from "./accounts.ts";
import { type CallLog, createCallLog } from "./call-log.ts";
import { controlPrefix, createControl } from "./control.ts";
import { type AnsweredCall, createEndpoint } from "./endpoint.ts";
import { startHttpServer } from "./http-server.ts";
import type { AwsService, AwsServiceFactory } from "./service.ts";
import { createAccessAnalyzerService } from "./services/access-analyzer/service.ts";
import { createApplicationAutoScalingService } from "./services/application-auto-scaling/service.ts";
import { createBackupService } from "./services/backup/service.ts";
import { createBudgetsService } from "./services/budgets/service.ts";
import { createCloudTrailService } from "./services/cloudtrail/service.ts";
import { createCloudWatchService } from "./services/cloudwatch/service.ts";
import { createDynamoDbService } from "./services/dynamodb/service.ts";
import { createEc2Service } from "./services/ec2/service.ts";
import { createPublishedEvents, type PublishedEvents } from "./services/events/published-events.ts";
import { createEventsService } from "./services/events/service.ts";
import { createIamService } from "./services/iam/service.ts";
import { createKinesisService } from "./services/kinesis.ts";
import { createKmsService } from "./services/kms.ts";
import { createSecurityHubService } from "./services/security-hub.ts";
import { createSentMessages, type SentMessages } from "./services/sent-messages.ts";
import { createServiceQuotasService } from "./services/service-quotas.ts";
import { createSesService } from "./services/ses.ts";
import { createSqsService } from "./services/sqs.ts";
import { createStsService } from "./services/sts.ts";
import { createXRayService } from "./services/x-ray.ts";

export interface SandboxOptions {
  /** Default 0: any free port. */
  readonly port?: number;
  /** Milliseconds since the epoch; default `Date.now`. Latency and SQS go by real time. */
  readonly clock?: () => number;
  /** Services beyond the sandbox's own; one of the same signing name takes its place. */
  readonly services?: readonly AwsServiceFactory[];
  /** Told of every call that was answered, before its answer goes out. */
  readonly observe?: (call: AnsweredCall) => void;
}

/** AWS on a laptop: many accounts behind one endpoint. */
export interface Sandbox {
  /** `http://localhost:4600`, for `--endpoint-url` and the SDKs' `endpoint`. */
  readonly endpoint: string;
  readonly port: number;
  readonly accounts: Accounts;
  readonly calls: CallLog;
  /** By signing name. */
  readonly services: ReadonlyMap<string, AwsService>;
  /** What was sent to SQS, with delay and message group. */
  readonly sentMessages: SentMessages;
  /** What was put on event buses. */
  readonly publishedEvents: PublishedEvents;
  createAccount(definition: AccountDefinition): Account;
  /** Ends long polls and open connections too. */
  close(): Promise<void>;
}

/** @throws Error that names the port and what to do, if it is taken. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, clock = Date.now } = options;
  const accounts = createAccounts(clock);
  const calls = createCallLog();
  let endpoint = "";
  const context = { accounts, clock, endpoint: () => endpoint };
  const sentMessages = createSentMessages();
  const publishedEvents = createPublishedEvents();
  const services = new Map<string, AwsService>();
  for (const service of [
    createStsService(context),
    createIamService(),
    createAccessAnalyzerService(),
    createKmsService(),
    createKinesisService(),
    createEc2Service(),
    createSecurityHubService(),
    createXRayService(),
    createServiceQuotasService(),
    createSesService(),
    createDynamoDbService(),
    createApplicationAutoScalingService(),
    createCloudWatchService(),
    createBudgetsService(),
    createBackupService(),
    createCloudTrailService(),
    createEventsService(context, publishedEvents),
    createSqsService(context, sentMessages),
    ...(options.services ?? []).map((createService) => createService(context)),
  ]) {
    services.set(service.signingName, service);
  }
  const answerAws = createEndpoint({
    ...{ accounts, services, calls, clock },
    observe: options.observe,
  });
  const answerControl = createControl({ accounts, calls, publishedEvents });
  const server = await startHttpServer({
    port,
    clock,
    answer: (request) =>
      request.url.startsWith(controlPrefix) ? answerControl(request) : answerAws(request),
  });
  endpoint = `http://localhost:${server.port}`;
  return {
    endpoint,
    port: server.port,
    accounts,
    calls,
    services,
    sentMessages,
    publishedEvents,
    createAccount: (definition) => accounts.create(definition),
    close: async () => {
      await Promise.all([...services.values()].map((service) => service.close?.()));
      await server.close();
    },
  };
}
