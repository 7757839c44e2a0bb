import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import { createCohort, listCohorts } from "@lab-grader/core/contracts/endpoints/cohorts";
import { useState } from "react";
import { useNavigate } from "react-router";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { ownTimeZone } from "../../parts/moment.tsx";
import { MomentField, timeProblem } from "../../parts/moment-field.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { instantIn, localTimeIn } from "../../parts/zoned-time.ts";
import { text } from "../../text/text.ts";

const { cohortList: words } = text;
const halfYearMs = 182 * 86_400_000;

/** Asks for a name and dates; whoever makes a cohort is its first instructor. */
export function MakeCohort({ onClose }: { readonly onClose: () => void }) {
  const zone = ownTimeZone();
  const notify = useNotify();
  const navigate = useNavigate();
  const [name, setName] = useState("");
  const [startsAt, setStartsAt] = useState(() => dayIn(0, zone));
  const [endsAt, setEndsAt] = useState(() => dayIn(halfYearMs, zone));
  const [isSent, setIsSent] = useState(false);
  const making = useChange(createCohort, { changes: [listCohorts] });

  const starts = instantIn(startsAt, zone);
  const ends = instantIn(endsAt, zone);
  const isNamed = name.trim() !== "" && name.trim().length <= 100;
  const make = async () => {
    setIsSent(true);
    if (!isNamed || starts.status !== "read" || ends.status !== "read") return;
    const made = await making.send({
      body: { name: name.trim(), startsAt: starts.instant, endsAt: ends.instant },
    });
    if (!made) return;
    notify({ type: "success", text: words.made(made.name) });
    void navigate(`/cohorts/${made.cohortId}`);
  };

  return (
    <Confirm
      title={words.create}
      confirm={words.create}
      isSending={making.isSending}
      fault={making.error}
      onConfirm={() => void make()}
      onCancel={onClose}
    >
      <FormField label={words.name} errorText={isSent && !isNamed ? words.nameEmpty : ""}>
        <Input value={name} onChange={({ detail }) => setName(detail.value)} autoFocus />
      </FormField>
      <MomentField
        label={words.startsAt}
        value={startsAt}
        zone={zone}
        error={isSent ? timeProblem(starts, zone) : undefined}
        onChange={setStartsAt}
      />
      <MomentField
        label={words.endsAt}
        description={words.endsNote}
        value={endsAt}
        zone={zone}
        error={isSent ? timeProblem(ends, zone) : undefined}
        onChange={setEndsAt}
      />
    </Confirm>
  );
}

/** The beginning of a day from now on, in a zone. */
function dayIn(fromNowMs: number, zone: string) {
  const { day } = localTimeIn(new Date(Date.now() + fromNowMs).toISOString(), zone);
  return { day, time: "00:00" };
}
