import { importRoster, type RosterReport } from "@lab-grader/core/contracts/endpoints/roster";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { useClient } from "../../api/client-context.tsx";

/** What is sent of a roster, in every part the same. */
export interface RosterRequest {
  readonly csv: string;
  /** Absent: the usual one. */
  readonly loginColumn?: string;
}

export type Applied = RosterReport["applied"];

export type ImportState =
  | { readonly status: "chosen" }
  | { readonly status: "checking"; readonly request: RosterRequest }
  | { readonly status: "unchecked"; readonly request: RosterRequest; readonly fault: unknown }
  | {
      readonly status: "checked";
      readonly request: RosterRequest;
      readonly report: RosterReport;
    }
  | (Progress & { readonly status: "writing"; readonly isStopping: boolean })
  /** `fault` is absent where somebody has stopped it. */
  | (Progress & { readonly status: "halted"; readonly fault?: unknown })
  | (Progress & { readonly status: "done" });

interface Progress {
  readonly request: RosterRequest;
  readonly dropMissing: boolean;
  readonly applied: Applied;
  /** Changes that the plan had. */
  readonly of: number;
  readonly left: number;
}

const nothing: Applied = { enrolled: 0, reEnrolled: 0, updated: 0, dropped: 0 };

/**
 * A roster from its dry run to its last part. Every part is the same request again: the service
 * makes the next 100 changes and says how many are left, so it may stop anywhere and go on later.
 */
export function useRosterImport(cohortId: string) {
  const client = useClient();
  const queries = useQueryClient();
  const [state, setState] = useState<ImportState>({ status: "chosen" });
  const isStopped = useRef(false);
  const isBusy = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  const send = useCallback(
    (request: RosterRequest, how: { dryRun: boolean; dropMissing: boolean }) =>
      client.call(importRoster, { params: { cohortId }, body: { ...request, ...how } }),
    [client, cohortId],
  );

  const check = async (request: RosterRequest) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setState({ status: "checking", request });
    try {
      const report = await send(request, { dryRun: true, dropMissing: false });
      setState({ status: "checked", request, report });
    } catch (fault) {
      setState({ status: "unchecked", request, fault });
    } finally {
      isBusy.current = false;
    }
  };

  const write = async (from: Progress) => {
    if (isBusy.current) return;
    isBusy.current = true;
    isStopped.current = false;
    let now = from;
    try {
      do {
        setState({ ...now, status: "writing", isStopping: false });
        const { dropMissing } = now;
        const { applied, left } = await send(now.request, { dryRun: false, dropMissing });
        now = { ...now, applied: sumOf(now.applied, applied), left };
      } while (now.left > 0 && !isStopped.current);
      setState({ ...now, status: now.left === 0 ? "done" : "halted" });
    } catch (fault) {
      setState({ ...now, status: "halted", fault });
    } finally {
      isBusy.current = false;
      void queries.invalidateQueries();
    }
  };

  return {
    state,
    check,
    apply: (
      { request, report }: Extract<ImportState, { status: "checked" }>,
      dropMissing: boolean,
    ) => {
      const of = report.left + (dropMissing ? report.plan.missing : 0);
      return write({ request, dropMissing, applied: nothing, of, left: of });
    },
    goOn: (from: Extract<ImportState, { status: "halted" }>) => write(from),
    stop: () => {
      isStopped.current = true;
      setState((now) => (now.status === "writing" ? { ...now, isStopping: true } : now));
    },
    reset: () => setState({ status: "chosen" }),
  };
}

function sumOf(one: Applied, other: Applied): Applied {
  return {
    enrolled: one.enrolled + other.enrolled,
    reEnrolled: one.reEnrolled + other.reEnrolled,
    updated: one.updated + other.updated,
    dropped: one.dropped + other.dropped,
  };
}
