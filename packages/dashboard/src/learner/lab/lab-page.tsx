import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { useParams } from "react-router";
import { useFollow } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { text } from "../../text/text.ts";
import { CleanUp } from "./clean-up.tsx";
import { GraderLooks } from "./grader-looks.tsx";
import { LabNotices } from "./lab-notices.tsx";
import { LabOverview } from "./lab-overview.tsx";
import { LabRules } from "./lab-rules.tsx";
import { LatestSubmissions } from "./latest-submissions.tsx";
import { orderOf } from "./stage-order.ts";
import { stageProgress } from "./stage-progress.ts";
import { StageSection } from "./stage-section.tsx";
import { useLab } from "./use-lab.ts";

const { labs } = text;

/** One lab: what it is, its stages, how far the learner is, its rules. */
export function LabPage() {
  const { assignmentId = "" } = useParams();
  const follow = useFollow();
  const reads = useLab(assignmentId);
  const { data: lab } = reads.lab;
  return (
    <Page
      title={reads.assignment.data?.title ?? lab?.title ?? labs.oneLab}
      crumbs={[{ text: labs.title, to: "/labs" }]}
      description={lab && <LearnerText>{lab.summary}</LearnerText>}
      actions={
        lab && (
          <Button href={`/labs/${assignmentId}/sheet`} onFollow={follow} variant="primary">
            {labs.toSheet}
          </Button>
        )
      }
    >
      <Loaded read={reads.assignment}>
        {(assignment) => (
          <Loaded read={reads.lab}>
            {(loaded) => <LabBody lab={loaded} assignment={assignment} reads={reads} />}
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

function LabBody({
  lab,
  assignment,
  reads: { submissions, gradebook },
}: {
  readonly lab: AssignmentLab;
  readonly assignment: AssignmentView;
  readonly reads: ReturnType<typeof useLab>;
}) {
  const { own, keep } = assignment;
  const handedIn = submissions.data ?? [];
  const rules = { attemptLimit: own?.attemptLimit, keep };
  const stages = lab.stages.map((stage) => ({
    stage,
    progress: submissions.data && own ? stageProgress(orderOf(stage), handedIn, rules) : undefined,
  }));
  return (
    <SpaceBetween size="l">
      {!own && <Alert type="info">{labs.asStaff}</Alert>}
      {[submissions, gradebook].map(
        (read) =>
          read.error && (
            <FaultAlert
              key={read === submissions ? "submissions" : "gradebook"}
              fault={read.error}
              title={labs.partialTitle}
              onRetry={() => void read.refetch()}
              isRetrying={read.isFetching}
            />
          ),
      )}
      <LabNotices assignment={assignment} />
      <LabOverview
        {...{ lab, assignment, stages }}
        submissions={submissions.data}
        gradebook={gradebook.data}
      />
      {stages.map(({ stage, progress }, index) => (
        <StageSection key={stage.stage} {...{ lab, stage, progress }} number={index + 1} />
      ))}
      {own && <LatestSubmissions read={submissions} lab={lab} />}
      {own && <CleanUp submissions={handedIn} />}
      <LabRules assignment={assignment} />
      <GraderLooks lab={lab} />
    </SpaceBetween>
  );
}
