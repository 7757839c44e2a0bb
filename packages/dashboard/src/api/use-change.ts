import type { CallOf } from "@lab-grader/core/client";
import type { Endpoint } from "@lab-grader/core/contracts/endpoint";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import type * as z from "zod";
import { useClient } from "./client-context.tsx";

type Named = Pick<Endpoint, "name">;

/**
 * A change through the API. A second click while the first is on its way sends nothing. What is
 * named in `changes` is asked again afterwards. Operations with an `Idempotency-Key` get one for
 * each body: sending the same again after a fault is the same request.
 */
export function useChange<
  Path extends string,
  Query extends z.ZodType,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(
  endpoint: Endpoint<Path, Query, Body, Answer>,
  { changes = [] }: { readonly changes?: readonly Named[] } = {},
) {
  const client = useClient();
  const queries = useQueryClient();
  const isOnItsWay = useRef(false);
  const lastKey = useRef<{ readonly of: string; readonly key: string }>(undefined);

  const idempotencyKeyOf = (request: unknown): string => {
    const of = JSON.stringify(request);
    if (lastKey.current?.of !== of) lastKey.current = { of, key: crypto.randomUUID() };
    return lastKey.current.key;
  };

  const mutation = useMutation({
    mutationFn: (request: CallOf<Endpoint<Path, Query, Body, Answer>>) =>
      client.call(
        endpoint,
        endpoint.isIdempotent
          ? { ...request, idempotencyKey: request.idempotencyKey ?? idempotencyKeyOf(request) }
          : request,
      ),
    onSuccess: async () => {
      lastKey.current = undefined;
      await Promise.all(changes.map(({ name }) => queries.invalidateQueries({ queryKey: [name] })));
    },
    onSettled: () => {
      isOnItsWay.current = false;
    },
  });

  /** Resolves with the answer; `undefined` where it failed (see `error`) or is on its way already. */
  const send = async (
    request: CallOf<Endpoint<Path, Query, Body, Answer>>,
  ): Promise<z.output<Answer> | undefined> => {
    if (isOnItsWay.current) return undefined;
    isOnItsWay.current = true;
    return await mutation.mutateAsync(request).catch(() => undefined);
  };

  return {
    send,
    isSending: mutation.isPending,
    error: mutation.error,
    answer: mutation.data,
    reset: mutation.reset,
  };
}
