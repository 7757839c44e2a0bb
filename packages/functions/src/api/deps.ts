import type { GradingTimings } from "@lab-grader/core/grading/timings";
import type { Table } from "@lab-grader/core/storage/table";
import type { Hash, Now, SendMessage } from "@lab-grader/core/submissions/ports";
import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { GetLab } from "../labs.ts";
import type { Telemetry } from "../telemetry.ts";
import type { HttpResponse } from "./http.ts";
import type { Identity } from "./identity.ts";

/** What the API stands on. */
export interface ApiDeps {
  readonly table: Table;
  readonly send: SendMessage;
  readonly getLab: GetLab;
  readonly now: Now;
  readonly hash: Hash;
  readonly timings: GradingTimings;
  readonly telemetry: Telemetry;
}

/** One request of a known person to a known address. */
export interface ApiRequest {
  readonly identity: Identity;
  /** A part of the address; empty where the route has no such part. */
  readonly param: (name: string) => string;
  readonly event: APIGatewayProxyEventV2;
}

/** One route. Throws `VisibleError` for what the caller did; whatever else it throws is our fault. */
export type ApiHandler = (request: ApiRequest, deps: ApiDeps) => Promise<HttpResponse>;
