import { auditCohort, type LearnerAuditView } from "@lab-grader/core/contracts/endpoints/audit";
import { useEffect, useRef, useState } from "react";
import { useClient } from "../../api/client-context.tsx";

/** What the walk has found so far; `cursor` is where it goes on. */
export interface AuditWalk {
  readonly status: "walking" | "halted" | "done";
  readonly learners: readonly LearnerAuditView[];
  readonly changedAssignments: readonly string[];
  readonly hasSeal: boolean;
  readonly cursor?: string | undefined;
  /** Absent where somebody has stopped it. */
  readonly fault?: unknown;
}

const nothing: AuditWalk = {
  ...{ status: "walking", learners: [], changedAssignments: [], hasSeal: true },
};

/** Walks the chains of a cohort page by page; stopped or disturbed, it goes on where it was. */
export function useAuditWalk(cohortId: string) {
  const client = useClient();
  const [walk, setWalk] = useState<AuditWalk>();
  const isStopped = useRef(false);
  const isBusy = useRef(false);
  useEffect(
    () => () => {
      isStopped.current = true;
    },
    [],
  );

  const go = async (from: AuditWalk) => {
    if (isBusy.current) return;
    isBusy.current = true;
    isStopped.current = false;
    let now: AuditWalk = { ...from, status: "walking", fault: undefined };
    try {
      do {
        setWalk(now);
        const { cursor } = now;
        const page = await client.call(auditCohort, {
          params: { cohortId },
          query: cursor === undefined ? {} : { cursor },
        });
        now = {
          ...now,
          learners: [...now.learners, ...page.learners],
          changedAssignments: page.changedAssignments,
          hasSeal: page.seal !== undefined,
          cursor: page.cursor,
        };
      } while (now.cursor !== undefined && !isStopped.current);
      setWalk({ ...now, status: now.cursor === undefined ? "done" : "halted" });
    } catch (fault) {
      setWalk({ ...now, status: "halted", fault });
    } finally {
      isBusy.current = false;
    }
  };

  return {
    walk,
    start: () => void go(nothing),
    goOn: () => walk && void go(walk),
    stop: () => {
      isStopped.current = true;
    },
  };
}
