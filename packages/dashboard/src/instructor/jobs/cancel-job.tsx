import {
  cancelJob,
  getJob,
  type JobView,
  listJobs,
} from "@lab-grader/core/contracts/endpoints/jobs";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";

const changes = [listJobs, getJob];

/** Asks before a job is canceled. */
export function CancelJob({
  job: { jobId, kind },
  onClose,
}: {
  readonly job: JobView;
  readonly onClose: () => void;
}) {
  const { send, isSending, error } = useChange(cancelJob, { changes });
  const notify = useNotify();
  const words = text.jobs;
  const cancel = async () => {
    if (!(await send({ params: { jobId } }))) return;
    notify({ type: "success", text: words.canceled });
    onClose();
  };
  return (
    <Confirm
      title={words.cancelTitle}
      confirm={words.cancelConfirm}
      cancel={words.keep}
      isSending={isSending}
      fault={error}
      onConfirm={() => void cancel()}
      onCancel={onClose}
    >
      <p>{words.kinds[kind]}</p>
      <p>{words.cancelDetail}</p>
    </Confirm>
  );
}
