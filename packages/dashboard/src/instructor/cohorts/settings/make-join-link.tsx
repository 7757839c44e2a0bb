import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import {
  type CohortView,
  createJoinLink,
  getCohort,
} from "@lab-grader/core/contracts/endpoints/cohorts";
import { useState } from "react";
import { useChange } from "../../../api/use-change.ts";
import { Confirm } from "../../../parts/confirm.tsx";
import { ownTimeZone } from "../../../parts/moment.tsx";
import { MomentField, timeProblem } from "../../../parts/moment-field.tsx";
import { instantIn, localTimeIn } from "../../../parts/zoned-time.ts";
import { text } from "../../../text/text.ts";
import { readWholeNumber } from "./read-whole-number.ts";

const { joinLink: words } = text.cohortSettings;
const twoWeeksMs = 14 * 86_400_000;
const usualUses = "100";

/** Asks until when and for how many a code shall be good. */
export function MakeJoinLink({
  cohort: { cohortId, joinLink },
  onMade,
  onCancel,
}: {
  readonly cohort: CohortView;
  readonly onMade: (token: string) => void;
  readonly onCancel: () => void;
}) {
  const zone = ownTimeZone();
  const [expiresAt, setExpiresAt] = useState(() =>
    localTimeIn(new Date(Date.now() + twoWeeksMs).toISOString(), zone),
  );
  const [uses, setUses] = useState(usualUses);
  const [isSent, setIsSent] = useState(false);
  const making = useChange(createJoinLink, { changes: [getCohort] });

  const until = instantIn(expiresAt, zone);
  const { value: largestUses } = readWholeNumber(uses, { least: 1, most: 5000 });
  const make = async () => {
    setIsSent(true);
    if (until.status !== "read" || largestUses === undefined) return;
    const body = { expiresAt: until.instant, largestUses };
    const made = await making.send({ params: { cohortId }, body });
    if (made) onMade(made.token);
  };

  return (
    <Confirm
      title={words.makeTitle}
      confirm={words.make}
      isSending={making.isSending}
      fault={making.error}
      onConfirm={() => void make()}
      onCancel={onCancel}
    >
      {joinLink && <div>{words.replaces}</div>}
      <MomentField
        label={words.expiresAt}
        value={expiresAt}
        zone={zone}
        error={isSent ? timeProblem(until, zone) : undefined}
        onChange={setExpiresAt}
      />
      <FormField
        label={words.largestUses}
        errorText={isSent && largestUses === undefined ? words.largestUsesWrong : ""}
      >
        <Input value={uses} inputMode="numeric" onChange={({ detail }) => setUses(detail.value)} />
      </FormField>
    </Confirm>
  );
}
