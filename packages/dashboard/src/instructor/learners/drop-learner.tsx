import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import {
  dropLearner,
  enrolLearner,
  listLearners,
} from "@lab-grader/core/contracts/endpoints/roster";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";

const changes = [listLearners];

/** Asks before a learner is dropped, or brought back. */
export function DropLearner({
  learner,
  kind,
  onClose,
}: {
  readonly learner: Enrolment;
  readonly kind: "drop" | "bringBack";
  readonly onClose: () => void;
}) {
  const drop = useChange(dropLearner, { changes });
  const enrol = useChange(enrolLearner, { changes });
  const notify = useNotify();
  const { cohortId, learnerId, login, name, email, section, externalIds } = learner;
  const words = text.roster;
  const isDrop = kind === "drop";
  const confirm = async () => {
    const done = isDrop
      ? await drop.send({ params: { cohortId, learnerId } })
      : await enrol.send({
          params: { cohortId },
          body: { login, name, email, section, externalIds },
        });
    if (done === undefined) return;
    notify({
      type: "success",
      text: isDrop ? words.droppedNotice(login) : words.backNotice(login),
    });
    onClose();
  };
  return (
    <Confirm
      title={isDrop ? words.dropTitle(login) : words.backTitle(login)}
      confirm={isDrop ? words.dropConfirm : words.bringBack}
      isSending={drop.isSending || enrol.isSending}
      fault={drop.error ?? enrol.error}
      onConfirm={() => void confirm()}
      onCancel={onClose}
    >
      <div>{isDrop ? words.dropDetail : words.backDetail}</div>
    </Confirm>
  );
}
