import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { AppLink } from "../../parts/app-link.tsx";
import { text } from "../../text/text.ts";

const words = text.assignments.page;

/** Where to go from an assignment. */
export function AssignmentLinks({
  assignment: { assignmentId, cohortId, lab },
}: {
  readonly assignment: AssignmentView;
}) {
  const links = [
    { to: `/cohorts/${cohortId}/gradebook`, label: words.gradebook },
    { to: `/assignments/${assignmentId}/marking`, label: words.marking },
    { to: `/assignments/${assignmentId}/analytics`, label: words.analytics },
    { to: `/assignments/${assignmentId}/regrades`, label: words.regrades },
    { to: `/library/${lab.id}/${encodeURIComponent(lab.version)}`, label: words.rubric },
    { to: `/labs/${assignmentId}`, label: words.asLearner },
  ];
  return (
    <nav aria-label={words.links}>
      <SpaceBetween direction="horizontal" size="m">
        {links.map(({ to, label }) => (
          <AppLink key={to} to={to}>
            {label}
          </AppLink>
        ))}
      </SpaceBetween>
    </nav>
  );
}
