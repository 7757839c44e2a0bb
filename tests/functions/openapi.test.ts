import { readFileSync } from "node:fs";
import { allEndpoints } from "@lab-grader/core/contracts/endpoints/all";
import { oneTimeEndpoints } from "@lab-grader/core/contracts/endpoints/one-time";
import { problemsOf } from "@lab-grader/core/contracts/openapi";
import { isOneTime } from "@lab-grader/functions/api/one-time-access";
import { otherRoutes } from "@lab-grader/functions/api/other-routes";
import { aTestApi } from "@lab-grader/functions/api/testing";
import { usualRoutes } from "@lab-grader/functions/api/usual-routes";
import { Validator } from "@seriousme/openapi-schema-validator";
import { describe, expect, it } from "vitest";
import * as z from "zod";

const Document = z.looseObject({
  paths: z.record(z.string(), z.record(z.string(), z.looseObject({ operationId: z.string() }))),
});

const text = readFileSync(new URL("../../docs/openapi.json", import.meta.url), "utf8");
const document = Document.parse(JSON.parse(text));
const routes = [...usualRoutes, ...otherRoutes];

function addressOf({ method, path }: { readonly method: string; readonly path: string }): string {
  return `${method} ${path}`;
}

describe("docs/openapi.json", () => {
  it("is valid OpenAPI 3.1", async () => {
    const validator = new Validator();

    const { valid, errors } = await validator.validate(document);

    expect(errors).toBeUndefined();
    expect({ valid, version: validator.version }).toEqual({ valid: true, version: "3.1" });
  });

  it("is what the API answers", async () => {
    const { call } = await aTestApi();

    const { statusCode, json } = await call({ path: "/v1/openapi.json" });

    expect(statusCode).toBe(200);
    expect(json, "npm run generate writes it anew").toEqual(document);
  });

  it("has one name for each operation", () => {
    const names = Object.values(document.paths).flatMap((operations) =>
      Object.values(operations).map(({ operationId }) => operationId),
    );

    expect(names.toSorted()).toEqual([...new Set(names)].toSorted());
    expect(names).toHaveLength(allEndpoints.length + oneTimeEndpoints.length);
  });
});

describe("the router", () => {
  it("has every operation, and no other", () => {
    expect(routes.map(({ endpoint }) => addressOf(endpoint)).toSorted()).toEqual(
      allEndpoints.map(addressOf).toSorted(),
    );
  });

  it("opens to one-time tokens what is documented so, and no more", () => {
    expect(
      routes
        .filter(isOneTime)
        .map(({ endpoint }) => endpoint.name)
        .toSorted(),
    ).toEqual(oneTimeEndpoints.map(({ name }) => name).toSorted());
  });

  it("refuses who has none of an operation's groups with a documented code", async () => {
    const { call } = await aTestApi();

    for (const endpoint of allEndpoints) {
      const path = endpoint.path.replace(/\{\w+\}/g, "x");
      const { statusCode, json } = await call({ method: endpoint.method, path, groups: "[guest]" });

      expect({ statusCode, json }, endpoint.name).toMatchObject({
        statusCode: 403,
        json: { code: "auth.forbidden" },
      });
      expect(problemsOf(endpoint)).toContain("auth.forbidden");
    }
  });
});
