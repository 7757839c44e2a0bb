import type { CallOf } from "@lab-grader/core/client";
import type { Endpoint } from "@lab-grader/core/contracts/endpoint";
import * as z from "zod";
import type { Request } from "./ask.ts";
import type { Seeds } from "./seeds.ts";
import type { World } from "./world.ts";

/** A request that an operation answers with success, and what must be there for it. */
export interface Example {
  readonly endpoint: Endpoint;
  readonly prepare: (world: World, seeds: Seeds) => Promise<Request>;
}

const Parts = z.object({
  params: z.record(z.string(), z.string()).default({}),
  query: z.record(z.string(), z.unknown()).default({}),
  body: z.unknown().optional(),
});

/** Who asks what. */
export function example<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  endpoint: Endpoint<Path, Query, Body, Answer>,
  as: string,
  prepare: (
    world: World,
    seeds: Seeds,
  ) =>
    | CallOf<Endpoint<Path, Query, Body, Answer>>
    | Promise<CallOf<Endpoint<Path, Query, Body, Answer>>>,
): Example {
  return {
    endpoint,
    prepare: async (world, seeds) => ({ as, ...Parts.parse(await prepare(world, seeds)) }),
  };
}
