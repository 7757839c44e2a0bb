import Box from "@cloudscape-design/components/box";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Spinner from "@cloudscape-design/components/spinner";
import Tabs from "@cloudscape-design/components/tabs";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { getLabRubric } from "@lab-grader/core/contracts/endpoints/labs";
import { type AnalyticsPart, emptyStage } from "@lab-grader/core/gradebook/analytics/analytics";
import { useOperation } from "../../api/use-operation.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { Moment } from "../../parts/moment.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { IntegritySignals } from "./integrity-signals.tsx";
import { StageAnalytics } from "./stage-analytics.tsx";
import { SuspiciousCriteria } from "./suspicious-criteria.tsx";
import { useAnalytics } from "./use-analytics.ts";

const words = text.analytics;

/** The sums of a class as far as they are there, stage by stage, and what somebody should look at. */
export function ClassAnalytics({ assignment }: { readonly assignment: AssignmentView }) {
  const { read, sums, isWhole } = useAnalytics(assignment.assignmentId);
  if (!sums) return <Loaded read={read}>{() => null}</Loaded>;
  return (
    <SpaceBetween size="l">
      {read.isError && !isWhole ? (
        <FaultAlert
          fault={read.error}
          title={words.haltedTitle(sums.learners)}
          onRetry={() => void read.fetchNextPage()}
          isRetrying={read.isFetchingNextPage}
        />
      ) : (
        <div role="status">
          {isWhole ? (
            <Box variant="small">
              {words.asOf} <Moment at={new Date(read.dataUpdatedAt).toISOString()} />
            </Box>
          ) : (
            <>
              <Spinner /> {words.reading(sums.learners)}
            </>
          )}
        </div>
      )}
      {Object.keys(sums.stages).length === 0 ? (
        isWhole && <Empty title={words.emptyTitle}>{words.empty(sums.learners)}</Empty>
      ) : (
        <Sums assignment={assignment} sums={sums} />
      )}
    </SpaceBetween>
  );
}

function Sums({
  assignment,
  sums,
}: {
  readonly assignment: AssignmentView;
  readonly sums: AnalyticsPart;
}) {
  const { lab, stages, cohortId } = assignment;
  const [wanted, setWanted] = useQueryText("stage");
  const { data: rubric } = useOperation(getLabRubric, {
    params: { labId: lab.id, version: lab.version },
  });
  const chosen = stages.find(({ stage }) => stage === wanted) ?? stages[0];
  const contentOf = ({ stage, title }: AssignmentView["stages"][number]) => (
    <StageAnalytics
      stage={stage}
      title={title}
      counts={sums.stages[stage] ?? emptyStage()}
      learners={sums.learners}
      rubric={rubric}
      lab={lab}
    />
  );
  return (
    <SpaceBetween size="l">
      {stages.length > 1 ? (
        <Tabs
          ariaLabel={words.stagesLabel}
          activeTabId={chosen?.stage ?? ""}
          onChange={({ detail }) => setWanted(detail.activeTabId)}
          tabs={stages.map((stage) => ({
            id: stage.stage,
            label: stage.title,
            content: stage === chosen && contentOf(stage),
          }))}
        />
      ) : (
        chosen && contentOf(chosen)
      )}
      <SuspiciousCriteria sums={sums} rubric={rubric} />
      <IntegritySignals sums={sums} cohortId={cohortId} />
    </SpaceBetween>
  );
}
