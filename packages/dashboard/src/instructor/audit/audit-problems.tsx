import Table from "@cloudscape-design/components/table";
import type { LearnerAuditView } from "@lab-grader/core/contracts/endpoints/audit";
import { AssignmentId, SubmissionId } from "@lab-grader/core/ids";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";

const words = text.audit;
type Found = LearnerAuditView["problems"][number] & Pick<LearnerAuditView, "learnerId" | "login">;

/** What is not as it was: of whom, what, and where to look. */
export function AuditProblems({
  cohortId,
  problems,
}: {
  readonly cohortId: string;
  readonly problems: readonly Found[];
}) {
  const { learner, problem, at } = words.problemColumns;
  return (
    <Table
      variant="embedded"
      wrapLines
      cellVerticalAlign="top"
      ariaLabels={{ tableLabel: words.problemsLabel }}
      items={problems}
      columnDefinitions={[
        {
          id: "learner",
          header: learner,
          isRowHeader: true,
          minWidth: 130,
          cell: ({ learnerId, login }) => (
            <AppLink to={`/cohorts/${cohortId}/learners/${learnerId}`}>
              <LearnerText>{login}</LearnerText>
            </AppLink>
          ),
        },
        {
          id: "problem",
          header: problem,
          minWidth: 240,
          cell: ({ code }) => words.problems[code],
        },
        {
          id: "at",
          header: at,
          minWidth: 200,
          cell: (found) => <Place cohortId={cohortId} found={found} />,
        },
      ]}
    />
  );
}

/** A submission, an assignment's cell or a seal. */
function Place({
  cohortId,
  found: { code, at, learnerId },
}: {
  readonly cohortId: string;
  readonly found: Found;
}) {
  if (code === "seal.differs") return words.sealNumber(Number(at));
  if (SubmissionId.safeParse(at).success)
    return (
      <AppLink to={`/submissions/${at}`}>
        <LearnerText>{at}</LearnerText>
      </AppLink>
    );
  if (AssignmentId.safeParse(at).success)
    return (
      <AppLink to={`/cohorts/${cohortId}/learners/${learnerId}/assignments/${at}`}>{at}</AppLink>
    );
  return <LearnerText>{at}</LearnerText>;
}
