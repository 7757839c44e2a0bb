import type { Forwarded } from "@lab-grader/aws/forward-signed";
import type { Endpoint, ParamsOf } from "@lab-grader/core/contracts/endpoint";
import type { GradingTimings } from "@lab-grader/core/grading/timings";
import type { Signature } from "@lab-grader/core/signed-calls/signature";
import type { UnsignedRequest } from "@lab-grader/core/signed-calls/unsigned-request";
import type { Table } from "@lab-grader/core/storage/table";
import type { GetLab } from "@lab-grader/core/submissions/judging";
import type {
  Hash,
  NewId,
  NewSecret,
  Now,
  PublishEvent,
  SendMessage,
} from "@lab-grader/core/submissions/ports";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type * as z from "zod";
import type { Telemetry } from "../telemetry.ts";
import type { Identity } from "./identity.ts";

/** What the API stands on. */
export interface ApiDeps {
  readonly table: Table;
  readonly send: SendMessage;
  readonly getLab: GetLab;
  readonly now: Now;
  readonly hash: Hash;
  readonly newId: NewId;
  readonly newSecret: NewSecret;
  readonly announce: PublishEvent;
  readonly timings: GradingTimings;
  readonly telemetry: Telemetry;
  readonly learnerRole: LearnerRole;
  readonly signedCalls: SignedCallPorts;
}

/** The role that learners make, and how. */
export interface LearnerRole {
  readonly roleName: string;
  readonly deploymentStage: string;
  /** Of the grader's function: whom the role trusts. */
  readonly graderRoleArn: string;
  readonly graderAccountId: string;
  /** CloudFormation template of the role; absent where there is none to link to. */
  readonly templateUrl?: string | undefined;
  /** Where learners are led to make the stack. */
  readonly region: string;
}

/** How calls that a learner has signed get to AWS. */
export interface SignedCallPorts {
  readonly forward: (request: UnsignedRequest, signature: Signature) => Promise<Forwarded>;
  readonly largestAnswerBytes: number;
  /** Of the local AWS; absent: AWS's own hosts. */
  readonly endpoint: string | undefined;
}

/** One request of a known person to an operation, parsed by its contract. */
export interface ApiRequest<E extends Endpoint = Endpoint> {
  readonly identity: Identity;
  readonly params: E extends Endpoint<infer Path> ? ParamsOf<Path> : never;
  readonly query: z.output<E["query"]>;
  readonly body: z.output<E["body"]>;
  /** Of the header; empty where the operation takes none. */
  readonly idempotencyKey: string;
  readonly event: APIGatewayProxyEventV2;
}

/** What an operation answers with success; without a body: not modified. */
export interface Reply<E extends Endpoint = Endpoint> {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: z.input<E["answer"]>;
}

/** One operation. Throws `VisibleError` for what the caller did; whatever else it throws is our fault. */
export type ApiHandler<E extends Endpoint> = (
  request: ApiRequest<E>,
  deps: ApiDeps,
) => Promise<Reply<E>>;
