import { type Endpoint, takesBody } from "@lab-grader/core/contracts/endpoint";
import * as z from "zod";
import type { Change, Request } from "./ask.ts";

/** A request that must be refused, and how. */
export interface BadRequest {
  readonly why: string;
  readonly change: Change;
  readonly status: number;
  readonly code: string;
  /** Where in the request; absent: nowhere in particular. */
  readonly path?: string;
}

const Members = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

/** Everything that is wrong with a request by its shape alone. */
export function badRequests(endpoint: Endpoint, request: Request): readonly BadRequest[] {
  return [
    ...wrongQueries(endpoint, request),
    ...wrongBodies(endpoint, request),
    ...wrongKey(endpoint),
  ];
}

function wrongQueries({ query: schema }: Endpoint, { query }: Request): readonly BadRequest[] {
  const { properties, required } = membersOf(schema);
  return [
    invalid("a parameter that nobody reads", { query: { ...query, color: "red" } }, "query.color"),
    ...required.map((name) =>
      invalid(`no ${name}`, { query: { ...query, [name]: undefined } }, `query.${name}`),
    ),
    ...Object.keys(properties).flatMap((name) => {
      const wrong = ["", "x".repeat(2000), "\u0000", "red"].find((value) =>
        refuses(schema, { ...query, [name]: value }, name),
      );
      if (wrong === undefined) return [];
      return [invalid(`a wrong ${name}`, { query: { ...query, [name]: wrong } }, `query.${name}`)];
    }),
  ];
}

const wrongValues = [{ wrong: true }, true, [[]], "\u0000", -7.5, "x".repeat(20_000)];

function wrongBodies(endpoint: Endpoint, { body }: Request): readonly BadRequest[] {
  if (!takesBody(endpoint)) return [];
  const { body: schema, largestBodyBytes } = endpoint;
  const { properties, required } = membersOf(schema);
  const given = z.record(z.string(), z.unknown()).parse(body);
  const padded = JSON.stringify(body).padEnd(largestBodyBytes + 1, " ");
  return [
    {
      ...{ why: "a body that is too large", change: { text: padded } },
      ...problem(413, "too_large"),
    },
    {
      ...{ why: "a body that is no JSON", change: { text: "{" } },
      ...{ ...problem(400, "malformed_json"), path: "body" },
    },
    {
      ...{ why: "a body of another type", change: { headers: { "content-type": "text/plain" } } },
      ...{ ...problem(415, "content_type"), path: "header.content-type" },
    },
    ...[[], "text", null].map((value) =>
      invalid(`${JSON.stringify(value)} for a body`, { body: value }, "body"),
    ),
    invalid("a member that nobody reads", { body: { ...given, color: "red" } }, "body.color"),
    ...required
      .filter((name) => refuses(schema, { ...given, [name]: undefined }, name))
      .map((name) =>
        invalid(`no ${name}`, { body: { ...given, [name]: undefined } }, `body.${name}`),
      ),
    ...Object.keys(properties).flatMap((name) => {
      const wrong = wrongValues.find((value) => refuses(schema, { ...given, [name]: value }, name));
      if (wrong === undefined) return [];
      return [invalid(`a wrong ${name}`, { body: { ...given, [name]: wrong } }, `body.${name}`)];
    }),
  ];
}

function wrongKey({ isIdempotent }: Endpoint): readonly BadRequest[] {
  if (!isIdempotent) return [];
  const path = "header.idempotency-key";
  return [undefined, "two words"].map((key) =>
    invalid(`the key ${key}`, { headers: { "idempotency-key": key } }, path),
  );
}

function invalid(why: string, change: Change, path: string): BadRequest {
  return { why, change, ...problem(400, "invalid"), path };
}

function problem(status: number, code: string) {
  return { status, code: `request.${code}` };
}

function membersOf(schema: z.ZodType): z.infer<typeof Members> {
  return Members.parse(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }));
}

/** Whether it is just this member that the schema does not take. */
function refuses(schema: z.ZodType, value: object, member: string): boolean {
  return schema.safeParse(value).error?.issues[0]?.path[0] === member;
}
