import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { getSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import type { SubmissionSummary } from "@lab-grader/core/contracts/http";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { AppLink, useFollow } from "../../parts/app-link.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { CriteriaList } from "../lab/criteria-list.tsx";
import { DueDate } from "../lab/due-date.tsx";
import { StageFigures } from "../lab/stage-figures.tsx";
import { orderOf, stageTitle } from "../lab/stage-order.ts";
import { stageProgress } from "../lab/stage-progress.ts";
import { useLab } from "../lab/use-lab.ts";
import { useNow } from "../lab/use-now.ts";
import { HandInForm } from "./hand-in-form.tsx";

const { labs, stages } = text;

/** One stage of a lab: what counts, its questions, and handing it in. */
export function StagePage() {
  const { assignmentId = "", stage = "" } = useParams();
  const follow = useFollow();
  const { lab, assignment, submissions } = useLab(assignmentId);
  const found = lab.data?.stages.find((one) => one.stage === stage);
  return (
    <Page
      title={found?.title ?? labs.labels.stage}
      crumbs={[
        { text: labs.title, to: "/labs" },
        { text: assignment.data?.title ?? labs.oneLab, to: `/labs/${assignmentId}` },
      ]}
      description={found && stages.pointsOf(formatPoints(found.maxPoints))}
      actions={
        found && (
          <Button href={`/labs/${assignmentId}/sheet`} onFollow={follow}>
            {labs.toSheet}
          </Button>
        )
      }
    >
      <Loaded read={assignment}>
        {(rules) => (
          <Loaded read={lab}>
            {(loaded) =>
              !found ? (
                <Empty
                  title={stages.unknownTitle}
                  action={<AppLink to={`/labs/${assignmentId}`}>{labs.toLabShort}</AppLink>}
                >
                  {stages.unknown}
                </Empty>
              ) : rules.own ? (
                <Loaded read={submissions}>
                  {(handedIn) => (
                    <OwnStage
                      lab={loaded}
                      stage={found}
                      assignment={rules}
                      submissions={handedIn}
                      key={found.stage}
                    />
                  )}
                </Loaded>
              ) : (
                <SpaceBetween size="l">
                  <Alert type="info">{stages.staff}</Alert>
                  <WhatCounts lab={loaded} stage={found} />
                </SpaceBetween>
              )
            }
          </Loaded>
        )}
      </Loaded>
    </Page>
  );
}

interface StageOfLab {
  readonly lab: AssignmentLab;
  readonly stage: AssignmentLab["stages"][number];
}

function OwnStage({
  lab,
  stage,
  assignment,
  submissions,
}: StageOfLab & {
  readonly assignment: AssignmentView;
  readonly submissions: readonly SubmissionSummary[];
}) {
  const now = useNow(5_000);
  // Not known is no obstacle: the API says it if it comes to that.
  const { data: account } = useOperation(getSandboxAccount, {});
  const { own, keep, coolDownSeconds } = assignment;
  const attemptLimit = own?.attemptLimit;
  const dates = { ...assignment, ...own };
  const progress = stageProgress(orderOf(stage), submissions, { attemptLimit, keep });
  return (
    <SpaceBetween size="l">
      <Container>
        <SpaceBetween size="m">
          <DueDate of={dates} now={now} />
          <StageFigures progress={progress} titleOf={(id) => stageTitle(lab, id)} />
        </SpaceBetween>
      </Container>
      <WhatCounts lab={lab} stage={stage} />
      <HandInForm
        {...{ lab, stage, account, attemptLimit }}
        source={{
          ...{ stage: stage.stage, progress, submissions, dates, coolDownSeconds, account, now },
        }}
      />
    </SpaceBetween>
  );
}

function WhatCounts({ lab, stage }: StageOfLab) {
  return (
    <ExpandableSection
      variant="container"
      headerText={stages.whatCounts}
      headingTagOverride="h2"
      headerCounter={`(${stage.criteria.length})`}
      defaultExpanded
    >
      {stage.criteria.length === 0 ? labs.notOpenStage : <CriteriaList lab={lab} stage={stage} />}
    </ExpandableSection>
  );
}
