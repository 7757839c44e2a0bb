import Badge from "@cloudscape-design/components/badge";
import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { PublishedLab } from "@lab-grader/core/contracts/endpoints/labs";
import { AppLink } from "../../parts/app-link.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import type { FieldErrors } from "./read-assignment-form.ts";

const words = text.assignmentForm;

/** A version of a lab that somebody has chosen; empty while none is. */
export interface ChosenLab {
  readonly lab: string;
  readonly version: string;
}

/** Which lab, which version of it, and the title of its column. */
export function LabFields({
  labs,
  chosen,
  title,
  errors,
  onChoose,
  onTitle,
}: {
  readonly labs: readonly PublishedLab[];
  readonly chosen: ChosenLab;
  readonly title: string;
  readonly errors: FieldErrors;
  readonly onChoose: (chosen: ChosenLab) => void;
  readonly onTitle: (title: string) => void;
}) {
  const lab = labs.find(({ labId }) => labId === chosen.lab);
  const labOptions = labs.map(({ labId, title: label }) => ({
    ...{ value: labId, label, description: labId },
  }));
  const newest = lab && newestOf(lab);
  const versionOptions = (lab?.versions ?? []).map(({ version, publishedAt, isDev }) => ({
    value: version,
    label: version,
    description: formatMoment(publishedAt),
    tags: [
      ...(isDev ? [words.versionDev] : []),
      ...(version === newest ? [words.versionNewest] : []),
    ],
  }));
  const isDev = lab?.versions.some(
    ({ version, ...one }) => version === chosen.version && one.isDev,
  );
  return (
    <Container header={<Header variant="h2">{words.labSection}</Header>}>
      <SpaceBetween size="m">
        <FormField label={words.lab} errorText={errors.get("lab")}>
          <Select
            options={labOptions}
            placeholder={words.chooseLab}
            filteringType={labs.length > 8 ? "auto" : "none"}
            filteringAriaLabel={words.chooseLab}
            selectedOption={labOptions.find(({ value }) => value === chosen.lab) ?? null}
            onChange={({ detail }) => {
              const next = labs.find(({ labId }) => labId === detail.selectedOption.value);
              if (next) onChoose({ lab: next.labId, version: newestOf(next) });
            }}
          />
        </FormField>
        {lab && (
          <FormField
            label={words.version}
            constraintText={words.versionHint}
            errorText={errors.get("labVersion")}
          >
            <SpaceBetween size="xs">
              <Select
                options={versionOptions}
                selectedOption={
                  versionOptions.find(({ value }) => value === chosen.version) ?? null
                }
                onChange={({ detail }) =>
                  onChoose({ lab: lab.labId, version: detail.selectedOption.value ?? "" })
                }
              />
              <SpaceBetween direction="horizontal" size="xs">
                {isDev && <Badge color="severity-medium">{words.versionDev}</Badge>}
                <AppLink to={`/library/${lab.labId}/${encodeURIComponent(chosen.version)}`}>
                  {words.rubric}
                </AppLink>
              </SpaceBetween>
            </SpaceBetween>
          </FormField>
        )}
        {lab && (
          <FormField
            label={words.title}
            constraintText={words.titleHint}
            errorText={errors.get("title")}
            stretch
          >
            <Input value={title} onChange={({ detail }) => onTitle(detail.value)} />
          </FormField>
        )}
      </SpaceBetween>
    </Container>
  );
}

/** The newest that was not only published to try it out, else the newest. */
function newestOf({ versions }: PublishedLab): string {
  return (versions.find(({ isDev }) => !isDev) ?? versions[0])?.version ?? "";
}
