import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import {
  type AssignmentView,
  changeAssignment,
  getAssignment,
  listAssignments,
} from "@lab-grader/core/contracts/endpoints/assignments";
import { useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";

const words = text.assignments.page;
const changes = [getAssignment, listAssignments];

/** Whether learners see their points, and the way to the other of both. */
export function ReleaseSwitch({
  assignment: { assignmentId, version, release },
  mayManage,
}: {
  readonly assignment: AssignmentView;
  readonly mayManage: boolean;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const { send, isSending, error, reset } = useChange(changeAssignment, { changes });
  const [, setJob] = useQueryText("job");
  const notify = useNotify();
  const isHidden = release === "hidden";
  const change = async () => {
    const changed = await send({
      params: { assignmentId },
      body: { version, release: isHidden ? "released" : "hidden" },
    });
    if (!changed) return;
    setIsAsking(false);
    notify({ type: "success", text: isHidden ? words.released : words.hidden });
    if (changed.refoldJobId) setJob(changed.refoldJobId);
  };
  return (
    <Container
      header={
        <Header
          variant="h2"
          actions={
            mayManage && (
              <Button onClick={() => setIsAsking(true)}>
                {isHidden ? words.doRelease : words.doHide}
              </Button>
            )
          }
        >
          {words.release}
        </Header>
      }
    >
      <SpaceBetween size="xs">
        <StatusIndicator type={isHidden ? "stopped" : "success"}>
          {isHidden ? words.hiddenTitle : words.releasedTitle}
        </StatusIndicator>
        <div>{isHidden ? words.hiddenDetail : words.releasedDetail}</div>
      </SpaceBetween>
      {isAsking && (
        <Confirm
          title={isHidden ? words.releaseTitle : words.hideTitle}
          confirm={isHidden ? words.doRelease : words.doHide}
          isSending={isSending}
          fault={error}
          onConfirm={() => void change()}
          onCancel={() => {
            reset();
            setIsAsking(false);
          }}
        >
          <div>{isHidden ? words.releaseAsk : words.hideAsk}</div>
        </Confirm>
      )}
    </Container>
  );
}
