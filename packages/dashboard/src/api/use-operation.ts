import type { CallOf, Client } from "@lab-grader/core/client";
import type { Endpoint } from "@lab-grader/core/contracts/endpoint";
import { type QueryKey, queryOptions, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type * as z from "zod";
import { useClient } from "./client-context.tsx";

/** Where the answers of an operation are kept: all of them, or those with these params. */
export function operationKey(endpoint: Pick<Endpoint, "name">, ...request: unknown[]): QueryKey {
  return [endpoint.name, ...request];
}

interface ReadOptions {
  /** `false`: not asked (yet). */
  readonly isEnabled?: boolean;
  /** Asked again and again while the page is looked at. */
  readonly everyMs?: number | false;
}

interface PagesOptions extends ReadOptions {
  /** Only asked again by whoever presses a button: for lists of very many pages. */
  readonly isKept?: boolean;
}

/** A read of the API: asked when first drawn, and again when it may have changed. */
export function useOperation<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  endpoint: Endpoint<Path, Query, Body, Answer>,
  request: CallOf<Endpoint<Path, Query, Body, Answer>>,
  { isEnabled = true, everyMs = false }: ReadOptions = {},
) {
  return useQuery({
    ...operationQuery(useClient(), endpoint, request),
    enabled: isEnabled,
    refetchInterval: everyMs,
  });
}

/** The same read, for `useQueries` or to be asked ahead. */
export function operationQuery<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  client: Client,
  endpoint: Endpoint<Path, Query, Body, Answer>,
  request: CallOf<Endpoint<Path, Query, Body, Answer>>,
) {
  return queryOptions({
    queryKey: operationKey(endpoint, request.params ?? {}, request.query ?? {}),
    queryFn: () => client.call(endpoint, request),
  });
}

/**
 * A list of the API page by page, by cursor. `requestFor` names the page; `data.pages` are the
 * answers. Call `fetchNextPage` for the next.
 */
export function usePages<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType<{ cursor?: string | undefined }>,
>(
  endpoint: Endpoint<Path, Query, Body, Answer>,
  key: Readonly<Record<string, unknown>>,
  requestFor: (cursor: string | undefined) => CallOf<Endpoint<Path, Query, Body, Answer>>,
  { isEnabled = true, everyMs = false, isKept = false }: PagesOptions = {},
) {
  const client = useClient();
  return useInfiniteQuery({
    queryKey: operationKey(endpoint, key, "pages"),
    queryFn: ({ pageParam }) => client.call(endpoint, requestFor(pageParam)),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: z.output<Answer>) => page.cursor,
    enabled: isEnabled,
    refetchInterval: everyMs,
    ...(isKept && { staleTime: Number.POSITIVE_INFINITY }),
  });
}
