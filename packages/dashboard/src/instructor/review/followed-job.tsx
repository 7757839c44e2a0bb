import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Modal from "@cloudscape-design/components/modal";
import { getAssignment } from "@lab-grader/core/contracts/endpoints/assignments";
import { getSubmission } from "@lab-grader/core/contracts/endpoints/submissions";
import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { text } from "../../text/text.ts";
import { JobProgress } from "../jobs/job-progress.tsx";

/** Past grades follow a decision: how far they are. Nobody has to wait here. */
export function FollowedJob({
  title,
  jobId,
  onClose,
}: {
  readonly title: string;
  readonly jobId: string;
  readonly onClose: () => void;
}) {
  const queries = useQueryClient();
  const onClosed = useCallback(async () => {
    await Promise.all(
      [getSubmission, getAssignment].map(({ name }) =>
        queries.invalidateQueries({ queryKey: [name] }),
      ),
    );
  }, [queries]);
  return (
    <Modal
      visible
      header={title}
      closeAriaLabel={text.parts.close}
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            {text.parts.close}
          </Button>
        </Box>
      }
    >
      <JobProgress jobId={jobId} onClosed={() => void onClosed()} />
    </Modal>
  );
}
