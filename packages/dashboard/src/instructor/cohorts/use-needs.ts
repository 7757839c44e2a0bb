import { listInquiries } from "@lab-grader/core/contracts/endpoints/inquiries";
import { listDeadLetters } from "@lab-grader/core/contracts/endpoints/operations";
import { useOperation } from "../../api/use-operation.ts";
import { text } from "../../text/text.ts";
import type { CohortStanding } from "./cohort-standing.ts";

const words = text.cohorts;

/** Something that waits for a person. */
export interface Need {
  readonly what: string;
  readonly count: string;
  readonly to: string;
  readonly go: string;
}

/** Everything that waits for a person in a cohort. */
export function useNeeds(cohortId: string, standing: CohortStanding) {
  const inquiries = useOperation(listInquiries, {
    params: { cohortId },
    query: { state: "open" },
  });
  const deadLetters = useOperation(listDeadLetters, {});
  const here = `/cohorts/${cohortId}`;
  const { blocked, systemFailure, onHold, dropOuts, stopped } = standing;
  const inGradebook = (state: string) => `${here}/gradebook?state=${state}`;
  const open = inquiries.data?.inquiries.length ?? 0;
  const dead = (deadLetters.data?.deadLetters ?? []).filter(({ submissionId }) =>
    standing.assignments.some(({ column }) => isOf(submissionId, column.assignmentId)),
  ).length;

  const needs: readonly (Need | undefined)[] = [
    open === 0
      ? undefined
      : {
          what: words.inquiries,
          count: words.inquiriesCount(open, inquiries.data?.cursor !== undefined),
          to: `${here}/inquiries`,
          go: words.toInquiries,
        },
    reviewNeed(standing, inGradebook("needs_review")),
    need(words.systemFailure, systemFailure, inGradebook("system_failure")),
    dead === 0
      ? undefined
      : {
          what: words.deadLetters,
          count: words.deadLettersCount(dead),
          to: "/operations",
          go: words.toOperations,
        },
    need(words.blocked, blocked, inGradebook("blocked")),
    need(words.onHold, onHold, inGradebook("on_hold")),
    learnersNeed(words.dropOuts, dropOuts, inGradebook("missing")),
    stopped &&
      learnersNeed(
        words.stopped(stopped.column.title),
        stopped.learners,
        `${inGradebook("missing")}&in=${stopped.column.assignmentId}`,
      ),
  ];
  return { needs: needs.filter((one) => one !== undefined), reads: [inquiries, deadLetters] };
}

function need(what: string, count: number, to: string): Need | undefined {
  if (count === 0) return undefined;
  return { what, count: words.resultsCount(count), to, go: words.toGradebook };
}

/** Marked in a row where it is one assignment; else chosen from the gradebook. */
function reviewNeed({ assignments }: CohortStanding, inGradebook: string): Need | undefined {
  const [first, ...others] = assignments.filter(({ needsReview }) => needsReview > 0);
  if (!first) return undefined;
  const what = words.needsReview;
  if (others.length > 0) {
    const all = others.reduce((sum, { needsReview }) => sum + needsReview, first.needsReview);
    return { what, count: words.resultsCount(all), to: inGradebook, go: words.toGradebook };
  }
  const to = `/assignments/${first.column.assignmentId}/marking`;
  return { what, count: words.resultsCount(first.needsReview), to, go: words.toMarking };
}

function learnersNeed(what: string, count: number, to: string): Need | undefined {
  if (count === 0) return undefined;
  return { what, count: words.learnersCount(count), to, go: words.toGradebook };
}

/** `sub_<assignment>.<learner>.<stage>.<number>` */
function isOf(submissionId: string | undefined, assignmentId: string): boolean {
  return submissionId?.startsWith(`sub_${assignmentId.slice("asg_".length)}.`) ?? false;
}
