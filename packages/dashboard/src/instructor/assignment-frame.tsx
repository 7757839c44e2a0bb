import {
  type AssignmentView,
  getAssignment,
} from "@lab-grader/core/contracts/endpoints/assignments";
import type { ReactNode } from "react";
import { useOperation } from "../api/use-operation.ts";
import { Loaded } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { text } from "../text/text.ts";
import { CohortFrame } from "./cohorts/cohort-page-frame.tsx";

/** The frame of a page about one assignment, in its cohort. */
export function AssignmentFrame({
  assignmentId,
  title,
  crumbs = [],
  description,
  actions,
  children,
}: {
  readonly assignmentId: string;
  readonly title: string;
  /** Between the assignment and this page. */
  readonly crumbs?: readonly { readonly text: string; readonly to: string }[];
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: (assignment: AssignmentView) => ReactNode;
}) {
  const read = useOperation(getAssignment, { params: { assignmentId } });
  const assignment = read.data;
  if (!assignment) {
    return (
      <Page title={title}>
        <Loaded read={read}>{() => null}</Loaded>
      </Page>
    );
  }
  const { cohortId } = assignment;
  return (
    <CohortFrame
      cohortId={cohortId}
      title={title}
      active="assignments"
      crumbs={[
        { text: text.cohorts.pages.assignments, to: `/cohorts/${cohortId}/assignments` },
        { text: assignment.title, to: `/assignments/${assignmentId}` },
        ...crumbs,
      ]}
      description={description}
      actions={actions}
    >
      {children(assignment)}
    </CohortFrame>
  );
}
