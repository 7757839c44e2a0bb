import * as z from "zod";
import { type Endpoint, takesBody } from "./endpoint.ts";
import { oneTimeEndpoints, oneTimeOperation } from "./endpoints/one-time.ts";
import { IdempotencyKey, Problem } from "./http.ts";
import { type ProblemCode, problemKinds } from "./problems.ts";

type JsonObject = Record<string, unknown>;

/** Codes that every operation may answer. */
const everywhere: readonly ProblemCode[] = [
  "auth.required",
  "auth.forbidden",
  // At least a parameter that nobody reads.
  "request.invalid",
  "internal.fault",
];

/**
 * The API as OpenAPI 3.1, from the schemas that the function parses with. The same endpoints give
 * the same document.
 * @see spec.openapis.org/oas/v3.1.0
 */
export function openApiOf(endpoints: readonly Endpoint[]): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const add = (endpoint: Endpoint, operation: JsonObject) => {
    paths[endpoint.path] = {
      ...paths[endpoint.path],
      [endpoint.method.toLowerCase()]: operation,
    };
  };
  for (const endpoint of endpoints) add(endpoint, operationOf(endpoint));
  for (const endpoint of endpoints.filter((each) => oneTimeEndpoints.includes(each))) {
    const atOnce = oneTimeOperation(endpoint);
    add(atOnce, { ...operationOf(atOnce), security: [{ oneTime: [] }] });
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Lab Grader",
      version: "1",
      description:
        "Errors are application/problem+json (RFC 9457); clients decide by `code`. Lists are read page by page: send the cursor of the page before.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/", description: "The deployment that this was read from" }],
    security: [{ signedIn: [] }],
    paths,
    components: {
      securitySchemes: {
        signedIn: {
          type: "http",
          scheme: "bearer",
          bearerFormat: "JWT",
          description: "An access token of the deployment's sign-in.",
        },
        oneTime: {
          type: "http",
          scheme: "bearer",
          description: "A one-time token of a lab's page: one submission of one stage, once.",
        },
      },
      schemas: { Problem: schemaOf(Problem, "output") },
    },
  };
}

/** Every code that an operation may answer: its own, and those of its kind of request. */
export function problemsOf(endpoint: Endpoint): readonly ProblemCode[] {
  return [
    ...new Set<ProblemCode>([
      ...everywhere,
      ...(takesBody(endpoint)
        ? (["request.too_large", "request.content_type", "request.malformed_json"] as const)
        : []),
      ...endpoint.problems,
    ]),
  ];
}

function operationOf(endpoint: Endpoint): JsonObject {
  const { name, summary, groups, statuses, answer, largestBodyBytes, hasETag } = endpoint;
  return {
    operationId: name,
    summary,
    description: `For the groups ${groups.join(", ")}.`,
    parameters: [...pathParameters(endpoint), ...queryParameters(endpoint), ...headers(endpoint)],
    ...(takesBody(endpoint) && {
      requestBody: {
        required: true,
        description: `At most ${largestBodyBytes} bytes.`,
        content: { "application/json": { schema: schemaOf(endpoint.body, "input") } },
      },
    }),
    responses: {
      ...Object.fromEntries(
        statuses.map((status) => [
          String(status),
          {
            description: "Success",
            content: { "application/json": { schema: schemaOf(answer, "output") } },
          },
        ]),
      ),
      ...(hasETag && { "304": { description: "Nothing is new since the ETag that was sent" } }),
      ...problemResponses(endpoint),
    },
  };
}

function problemResponses(endpoint: Endpoint): JsonObject {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(endpoint)) {
    const { status } = problemKinds[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  return Object.fromEntries(
    [...byStatus]
      .sort(([left], [right]) => left - right)
      .map(([status, codes]) => [
        String(status),
        {
          description: codes.map((code) => `\`${code}\`: ${problemKinds[code].title}.`).join(" "),
          content: {
            "application/problem+json": {
              schema: {
                allOf: [
                  { $ref: "#/components/schemas/Problem" },
                  { properties: { code: { enum: codes } } },
                ],
              },
            },
            ...(status === 401 && byGateway),
          },
        },
      ]),
  );
}

/** A token that is missing or has ended is refused before the function is reached. */
const byGateway: JsonObject = {
  "application/json": {
    schema: { type: "object", properties: { message: { type: "string" } }, required: ["message"] },
  },
};

function pathParameters({ path }: Endpoint): readonly JsonObject[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
}

const QuerySchema = z.object({
  properties: z.record(z.string(), z.unknown()).default({}),
  required: z.array(z.string()).default([]),
});

function queryParameters({ query }: Endpoint): readonly JsonObject[] {
  const { properties, required } = QuerySchema.parse(schemaOf(query, "input"));
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

const idempotencyKeyHeader: JsonObject = {
  name: "Idempotency-Key",
  in: "header",
  required: true,
  description: "The same key and body is the same request again.",
  schema: schemaOf(IdempotencyKey, "input"),
};
const ifNoneMatchHeader: JsonObject = {
  name: "If-None-Match",
  in: "header",
  required: false,
  description: "The ETag of an earlier answer.",
  schema: { type: "string" },
};

function headers({ isIdempotent, hasETag }: Endpoint): readonly JsonObject[] {
  return [...(isIdempotent ? [idempotencyKeyHeader] : []), ...(hasETag ? [ifNoneMatchHeader] : [])];
}

function schemaOf(schema: z.ZodType, io: "input" | "output"): JsonObject {
  const {
    $schema: _dialect,
    $defs: _circles,
    ...written
  } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
  return z.record(z.string(), z.unknown()).parse(
    JSON.parse(JSON.stringify(written), (member, value: unknown) => {
      // Any JSON is the one schema that holds itself: where it is referred to, anything may stand.
      if (member === "$ref") return undefined;
      // Answers may get more members; a client that refuses them breaks at the next version.
      return io === "output" && member === "additionalProperties" && value === false
        ? undefined
        : value;
    }),
  );
}
