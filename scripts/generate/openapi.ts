import { allEndpoints } from "@lab-grader/core/contracts/endpoints/all";
import { openApiOf } from "@lab-grader/core/contracts/openapi";
import type { GeneratedFile } from "./registry.ts";

/** What `GET /v1/openapi.json` answers, to be read without a deployment. */
export function openApiFile(): GeneratedFile {
  return {
    path: "docs/openapi.json",
    text: `${JSON.stringify(openApiOf(allEndpoints), null, 2)}\n`,
  };
}
