import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { text } from "../text/text.ts";
import { FaultAlert } from "./fault-alert.tsx";

type Read<Answer> = Pick<
  UseQueryResult<Answer>,
  "data" | "error" | "isFetching" | "fetchStatus" | "refetch"
>;

/**
 * Draws what was read, in every state that it can be in: on its way, failed, paused while offline,
 * there, and there but out of date because asking again has failed.
 */
export function Loaded<Answer>({
  read,
  children,
}: {
  readonly read: Read<Answer>;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const { data, error, isFetching, refetch } = read;
  const fault = error && (
    <FaultAlert
      fault={error}
      title={data === undefined ? undefined : text.faults.staleTitle}
      onRetry={() => void refetch()}
      isRetrying={isFetching}
    />
  );
  if (data === undefined) return fault ?? <Loading isPaused={read.fetchStatus === "paused"} />;
  // The same frame with and without a fault: a form below keeps what was typed when one comes up.
  return (
    <SpaceBetween size="m">
      {fault}
      <div key="loaded">{children(data)}</div>
    </SpaceBetween>
  );
}

/** Something is on its way. */
export function Loading({ isPaused = false }: { readonly isPaused?: boolean }) {
  return (
    <Box textAlign="center" padding="xxl" color="text-body-secondary">
      <div role="status">
        {isPaused ? (
          text.shell.offlineTitle
        ) : (
          <>
            <Spinner /> {text.parts.loading}
          </>
        )}
      </div>
    </Box>
  );
}

/** Nothing is there (yet): what that means, and what to do. */
export function Empty({
  title,
  children,
  action,
}: {
  readonly title: string;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <Box textAlign="center" padding="l">
      <SpaceBetween size="xs">
        <Box variant="strong">{title}</Box>
        {children && <Box color="text-body-secondary">{children}</Box>}
        {action}
      </SpaceBetween>
    </Box>
  );
}
