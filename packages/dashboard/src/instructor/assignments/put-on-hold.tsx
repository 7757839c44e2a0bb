import FormField from "@cloudscape-design/components/form-field";
import RadioGroup from "@cloudscape-design/components/radio-group";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Textarea from "@cloudscape-design/components/textarea";
import {
  type AssignmentView,
  getAssignment,
} from "@lab-grader/core/contracts/endpoints/assignments";
import { holdCriterion } from "@lab-grader/core/contracts/endpoints/holds";
import { useRef, useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { Confirm } from "../../parts/confirm.tsx";
import { focusFirstError } from "../../parts/focus-first-error.ts";
import { MomentField, timeProblem } from "../../parts/moment-field.tsx";
import { formatPoints } from "../../parts/points.ts";
import { instantIn, localTimeIn } from "../../parts/zoned-time.ts";
import { text } from "../../text/text.ts";
import { useRubric } from "./use-rubric.ts";

const words = text.assignments.holdsPart;
const changes = [getAssignment];
const longestReason = 500;

/** Chooses a criterion that shall count in neither direction, and says why. */
export function PutOnHold({
  assignment: { assignmentId, lab, holds, timeZone, opensAt, attemptLimit },
  onDone,
  onCancel,
}: {
  readonly assignment: AssignmentView;
  readonly onDone: (jobId: string) => void;
  readonly onCancel: () => void;
}) {
  const rubric = useRubric(lab.id, lab.version);
  const [criterion, setCriterion] = useState("");
  const [reason, setReason] = useState("");
  const [givesBack, setGivesBack] = useState(false);
  const [since, setSince] = useState(() => localTimeIn(opensAt, timeZone));
  const [errors, setErrors] = useState<ReadonlyMap<string, string>>(new Map());
  const { send, isSending, error } = useChange(holdCriterion, { changes });
  const fields = useRef<HTMLDivElement>(null);

  const held = new Set(holds.map((hold) => hold.criterion));
  const groups = (rubric.data?.stages ?? []).map(({ stage, title, criteria }) => ({
    label: title,
    options: criteria
      .map((one) => ({
        value: `${stage}.${one.criterion}`,
        label: one.title,
        description: `${stage}.${one.criterion}`,
        labelTag: words.points(formatPoints(one.points)),
        tags: one.isHidden ? [words.hiddenMark] : [],
      }))
      .filter(({ value }) => !held.has(value)),
  }));
  const chosen = groups.flatMap(({ options }) => options).find(({ value }) => value === criterion);

  const hold = async () => {
    const problems = new Map<string, string>();
    const why = reason.trim();
    if (criterion === "") problems.set("criterion", words.criterionMissing);
    if (why === "" || why.length > longestReason) problems.set("reason", words.reasonMissing);
    const at = instantIn(since, timeZone);
    const problem = givesBack ? timeProblem(at, timeZone) : undefined;
    if (problem !== undefined) problems.set("since", problem);
    setErrors(problems);
    if (problems.size > 0) return focusFirstError(fields.current);
    const done = await send({
      params: { assignmentId },
      body: {
        ...{ criterion, reason: why },
        ...(givesBack && at.status === "read" ? { since: at.instant } : {}),
      },
    });
    if (done) onDone(done.job.jobId);
  };

  return (
    <Confirm
      title={words.putTitle}
      confirm={words.putConfirm}
      isSending={isSending}
      fault={error ?? rubric.error}
      onConfirm={() => void hold()}
      onCancel={onCancel}
    >
      <div ref={fields}>
        <SpaceBetween size="m">
          <FormField label={words.criterion} errorText={errors.get("criterion")}>
            <Select
              options={groups}
              placeholder={words.chooseCriterion}
              statusType={rubric.isPending ? "loading" : "finished"}
              loadingText={text.parts.loading}
              filteringType="auto"
              filteringAriaLabel={words.chooseCriterion}
              expandToViewport
              selectedOption={chosen ?? null}
              onChange={({ detail }) => setCriterion(detail.selectedOption.value ?? "")}
            />
          </FormField>
          <FormField
            label={words.reason}
            constraintText={words.reasonHint}
            errorText={errors.get("reason")}
          >
            <Textarea value={reason} rows={3} onChange={({ detail }) => setReason(detail.value)} />
          </FormField>
          {attemptLimit !== undefined && (
            <FormField label={words.since}>
              <RadioGroup
                value={givesBack ? "since" : "none"}
                items={[
                  { value: "none", label: words.sinceNone },
                  { value: "since", label: words.sinceFrom },
                ]}
                onChange={({ detail }) => setGivesBack(detail.value === "since")}
              />
            </FormField>
          )}
          {givesBack && (
            <MomentField
              label={words.sinceLabel}
              value={since}
              zone={timeZone}
              error={errors.get("since")}
              onChange={setSince}
            />
          )}
        </SpaceBetween>
      </div>
    </Confirm>
  );
}
