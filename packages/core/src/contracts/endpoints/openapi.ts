import * as z from "zod";
import { defineEndpoint, everybody } from "../endpoint.ts";

export const getOpenApi = defineEndpoint({
  name: "getOpenApi",
  method: "GET",
  path: "/v1/openapi.json",
  summary: "This document: every operation of the API as OpenAPI 3.1.",
  groups: everybody,
  answer: z.looseObject({ openapi: z.string() }),
});
