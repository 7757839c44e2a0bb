import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  type CohortView,
  changeCohort,
  getCohort,
  listCohorts,
} from "@lab-grader/core/contracts/endpoints/cohorts";
import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { problemCode } from "../../../api/fault.ts";
import { useChange } from "../../../api/use-change.ts";
import { FaultAlert } from "../../../parts/fault-alert.tsx";
import { focusFirstError } from "../../../parts/focus-first-error.ts";
import { LearnerText } from "../../../parts/learner-text.tsx";
import { Moment, ownTimeZone } from "../../../parts/moment.tsx";
import { MomentField, timeProblem } from "../../../parts/moment-field.tsx";
import { useNotify } from "../../../parts/notifications.tsx";
import { instantIn, localTimeIn } from "../../../parts/zoned-time.ts";
import { text } from "../../../text/text.ts";
import { readWholeNumber } from "./read-whole-number.ts";

const { dates: words } = text.cohortSettings;

interface Props {
  readonly cohort: CohortView;
  readonly mayManage: boolean;
}

/** Name, dates and late tokens of a cohort. */
export function CohortDates({ cohort, mayManage }: Props) {
  return (
    <Container header={<Header variant="h2">{words.title}</Header>}>
      {mayManage ? <DatesForm cohort={cohort} /> : <DatesAsWords cohort={cohort} />}
    </Container>
  );
}

function DatesAsWords({ cohort }: Pick<Props, "cohort">) {
  return (
    <SpaceBetween size="xs">
      <LearnerText>{cohort.name}</LearnerText>
      <div>
        {words.startsAt}: <Moment at={cohort.startsAt} />
      </div>
      <div>
        {words.endsAt}: <Moment at={cohort.endsAt} />
      </div>
      <div>
        {words.lateTokens}: {String(cohort.lateTokens ?? text.parts.none)}
      </div>
    </SpaceBetween>
  );
}

function DatesForm({ cohort }: Pick<Props, "cohort">) {
  const zone = ownTimeZone();
  const notify = useNotify();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState(cohort.name);
  const [startsAt, setStartsAt] = useState(localTimeIn(cohort.startsAt, zone));
  const [endsAt, setEndsAt] = useState(localTimeIn(cohort.endsAt, zone));
  const [lateTokens, setLateTokens] = useState(cohort.lateTokens?.toString() ?? "");
  const [isSent, setIsSent] = useState(false);
  const changing = useChange(changeCohort, { changes: [getCohort, listCohorts] });

  const starts = instantIn(startsAt, zone);
  const ends = instantIn(endsAt, zone);
  const tokens = readWholeNumber(lateTokens, { least: 0, most: 100 });
  const isNamed = name.trim() !== "" && name.trim().length <= 100;
  const isWhole = isNamed && starts.status === "read" && ends.status === "read" && tokens.isRead;

  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setIsSent(true);
    if (!isWhole) {
      focusFirstError(form.current);
      return;
    }
    const changed = await changing.send({
      params: { cohortId: cohort.cohortId },
      body: {
        ...{ version: cohort.version, name: name.trim() },
        ...{ startsAt: starts.instant, endsAt: ends.instant, lateTokens: tokens.value ?? null },
      },
    });
    if (changed) notify({ type: "success", text: words.saved });
    // What is there now has another version: saving again is saving over that one.
    else await queries.invalidateQueries({ queryKey: [getCohort.name] });
  };
  const isConflict = problemCode(changing.error) === "cohort.changed";

  return (
    <form ref={form} onSubmit={(event) => void onSubmit(event)} noValidate>
      <SpaceBetween size="m">
        <FormField label={words.name} errorText={isSent && !isNamed ? words.nameEmpty : ""}>
          <Input value={name} onChange={({ detail }) => setName(detail.value)} />
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
        <FormField
          label={words.lateTokens}
          description={words.lateTokensNote}
          errorText={isSent && !tokens.isRead ? words.lateTokensWrong : ""}
        >
          <Input
            value={lateTokens}
            inputMode="numeric"
            onChange={({ detail }) => setLateTokens(detail.value)}
          />
        </FormField>
        {isConflict ? <Conflict cohort={cohort} /> : null}
        {changing.error && !isConflict ? <FaultAlert fault={changing.error} /> : null}
        <Button variant="primary" formAction="submit" loading={changing.isSending}>
          {isConflict ? words.readAgain : words.save}
        </Button>
      </SpaceBetween>
    </form>
  );
}

function Conflict({ cohort }: Pick<Props, "cohort">) {
  return (
    <div role="alert">
      <Alert type="warning" header={words.changedTitle}>
        <SpaceBetween size="xs">
          <div>{words.changed}</div>
          <DatesAsWords cohort={cohort} />
        </SpaceBetween>
      </Alert>
    </div>
  );
}
