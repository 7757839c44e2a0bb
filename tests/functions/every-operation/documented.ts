import { readFileSync } from "node:fs";
import type { Endpoint } from "@lab-grader/core/contracts/endpoint";
import { Problem } from "@lab-grader/core/contracts/http";
import { problemsOf } from "@lab-grader/core/contracts/openapi";
import { problemKinds } from "@lab-grader/core/contracts/problems";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect } from "vitest";
import type { Answer } from "./ask.ts";

const file = new URL("../../../docs/openapi.json", import.meta.url);
const ajv = new Ajv2020({ strict: false, validateSchema: false, validateFormats: false });
ajv.addSchema(JSON.parse(readFileSync(file, "utf8")), "openapi");

/** Says what of an answer the document does not say. */
export function expectDocumented(endpoint: Endpoint, answer: Answer): void {
  const { status, mediaType, json, text } = answer;
  const place = [
    ...["paths", endpoint.path, endpoint.method.toLowerCase()],
    ...["responses", String(status), "content", mediaType, "schema"],
  ];
  const pointer = place.map((part) => part.replaceAll("~", "~0").replaceAll("/", "~1")).join("/");
  const validate = ajv.getSchema(`openapi#/${pointer}`);
  expect(validate, `${endpoint.name} documents no ${status} ${mediaType}: ${text}`).toBeDefined();
  expect(validate?.(json) ? [] : validate?.errors, `${endpoint.name}: ${text}`).toEqual([]);
}

/** A problem that the operation documents, in words for people. */
export function expectProblem(endpoint: Endpoint, answer: Answer): Problem {
  expect(answer.mediaType, `${endpoint.name}: ${answer.text}`).toBe("application/problem+json");
  const problem = Problem.parse(answer.json);
  expectDocumented(endpoint, answer);
  const kinds = problemsOf(endpoint).map((code) => ({ code, ...problemKinds[code] }));
  const kind = kinds.find(({ code }) => code === problem.code);
  expect(kind, `${endpoint.name} does not document ${problem.code}`).toBeDefined();
  expect(problem).toMatchObject({ status: answer.status, title: kind?.title });
  expect(kind?.status).toBe(answer.status);
  expect(problem.detail, problem.detail).toMatch(/^[^{}]+[.!?]$/);
  return problem;
}
