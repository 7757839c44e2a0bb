import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Multiselect from "@cloudscape-design/components/multiselect";
import RadioGroup from "@cloudscape-design/components/radio-group";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Tiles from "@cloudscape-design/components/tiles";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import { exportFormats, exportGradebook } from "@lab-grader/core/contracts/endpoints/exports";
import { useParams } from "react-router";
import { useChange } from "../../api/use-change.ts";
import { useOperation } from "../../api/use-operation.ts";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { ExportResult } from "./export-result.tsx";

const words = text.exports;
const moodleKeys = ["email", "idNumber", "moodleUsername"] as const;

/** The results of a cohort as a file for somebody else's system. */
export function ExportPage() {
  const { cohortId = "" } = useParams();
  const [formatText, setFormat] = useQueryText("format");
  const [keyText, setKey] = useQueryText("key");
  const [chosenText, setChosen] = useQueryText("assignments");
  const { send, isSending, error, answer, reset } = useChange(exportGradebook);
  const assignments = useAssignmentOptions(cohortId);

  const format = exportFormats.find((one) => one === formatText) ?? "canvas";
  const moodleKey = moodleKeys.find((one) => one === keyText) ?? "email";
  const chosen = chosenText === "" ? [] : chosenText.split(",");
  const changeTo = (change: () => void) => {
    reset();
    change();
  };
  const make = () =>
    void send({
      params: { cohortId, format },
      query: {
        ...(chosen.length === 0 ? {} : { assignments: chosen.join(",") }),
        ...(format === "moodle" ? { moodleKey } : {}),
      },
    });
  return (
    <CohortFrame cohortId={cohortId} title={words.title} description={words.description}>
      <Container>
        <SpaceBetween size="l">
          <FormField label={words.formatLabel} stretch>
            <Tiles
              value={format}
              columns={2}
              items={exportFormats.map((value) => ({
                value,
                label: words.formats[value],
                description: words.formatHints[value],
              }))}
              onChange={({ detail }) => changeTo(() => setFormat(detail.value))}
            />
          </FormField>
          {format === "moodle" && (
            <FormField label={words.moodleKey}>
              <RadioGroup
                value={moodleKey}
                items={moodleKeys.map((value) => ({ value, label: words.moodleKeys[value] }))}
                onChange={({ detail }) => changeTo(() => setKey(detail.value))}
              />
            </FormField>
          )}
          <FormField label={words.assignments} constraintText={words.assignmentsHint}>
            <Multiselect
              options={assignments}
              placeholder={words.allAssignments}
              selectedOptions={assignments.filter(({ value }) => chosen.includes(value))}
              deselectAriaLabel={({ label }) => words.removeAssignment(label ?? "")}
              onChange={({ detail }) =>
                changeTo(() =>
                  setChosen(detail.selectedOptions.map(({ value }) => value).join(",")),
                )
              }
            />
          </FormField>
          <Button variant={answer ? "normal" : "primary"} loading={isSending} onClick={make}>
            {answer ? words.makeAgain : words.make}
          </Button>
        </SpaceBetween>
      </Container>
      {error && <FaultAlert fault={error} onRetry={make} isRetrying={isSending} />}
      {answer && <ExportResult cohortId={cohortId} exported={answer} />}
    </CohortFrame>
  );
}

function useAssignmentOptions(cohortId: string) {
  const { data } = useOperation(listAssignments, { query: { cohort: cohortId } });
  return (data?.assignments ?? []).map(({ assignmentId, title, labId, labVersion }) => ({
    value: assignmentId,
    label: title,
    description: `${labId} ${labVersion}`,
  }));
}
