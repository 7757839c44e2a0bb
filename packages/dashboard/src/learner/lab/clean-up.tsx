import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import { AppLink } from "../../parts/app-link.tsx";
import { text } from "../../text/text.ts";

const { labs } = text;

/** The way to what the lab left behind: it stands below the newest result that looked. */
export function CleanUp({
  submissions,
}: {
  /** The newest first. */
  readonly submissions: readonly SubmissionSummary[];
}) {
  const newest = submissions.find(({ state }) => state === "graded" || state === "needs_review");
  if (!newest) return null;
  return (
    <Container header={<Header variant="h2">{labs.cleanUp}</Header>}>
      <SpaceBetween size="xs">
        <div>{labs.cleanUpOf}</div>
        <AppLink to={`/submissions/${newest.submissionId}`}>{labs.toCleanUp}</AppLink>
      </SpaceBetween>
    </Container>
  );
}
