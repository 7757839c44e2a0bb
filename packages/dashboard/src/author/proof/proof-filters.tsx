import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import Toggle from "@cloudscape-design/components/toggle";
import { text } from "../../text/text.ts";
import { caseKinds, casesIn, type ProofFilters, type ProofMatrix } from "./proof-matrix.ts";
import type { FilterName } from "./use-proof-filters.ts";
import "./proof-view.css";

const words = text.rubric.proof.filters;
const { kinds, kindWithCount } = text.rubric.proof;

/** Chooses what is shown of a proof. */
export function ProofFiltersBar({
  matrix,
  filters,
  onChange,
}: {
  readonly matrix: ProofMatrix;
  readonly filters: ProofFilters;
  readonly onChange: (name: FilterName, value: string) => void;
}) {
  const { columns, rows } = matrix;
  const stages = [...new Set(columns.map(({ stage }) => stage))];
  const criteria = columns.filter(({ stage }) => filters.stage === "" || stage === filters.stage);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would need a legend that is drawn
    <div className="proof-filters" role="group" aria-label={words.label}>
      {stages.length > 1 && (
        <Choice
          label={words.stage}
          all={words.allStages}
          value={filters.stage}
          options={stages.map((stage) => ({ value: stage, label: stage }))}
          onChange={(value) => onChange("stage", value)}
        />
      )}
      <Choice
        label={words.criterion}
        all={words.allCriteria}
        find={words.findCriterion}
        value={filters.criterion}
        options={criteria.map(({ criterion }) => ({ value: criterion, label: criterion }))}
        onChange={(value) => onChange("criterion", value)}
      />
      <Choice
        label={words.kind}
        all={words.allKinds}
        value={filters.kind}
        options={caseKinds.map((kind) => ({
          value: kind,
          label: kindWithCount(kinds[kind], casesIn(rows.filter(({ of }) => of.kind === kind))),
        }))}
        onChange={(value) => onChange("kind", value)}
      />
      <div className="proof-toggle">
        <Toggle
          checked={filters.isOnlyOtherwise}
          onChange={({ detail }) => onChange("only", detail.checked ? "otherwise" : "")}
        >
          {words.onlyOtherwise}
        </Toggle>
      </div>
    </div>
  );
}

function Choice({
  label,
  all,
  find,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly all: string;
  readonly find?: string;
  readonly value: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly onChange: (value: string) => void;
}) {
  const choices = [{ value: "", label: all }, ...options];
  return (
    <div className="proof-filter">
      <FormField label={label}>
        <Select
          options={choices}
          selectedOption={
            choices.find((choice) => choice.value === value) ?? { value, label: value }
          }
          onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
          {...(find !== undefined && { filteringType: "auto", filteringAriaLabel: find })}
          expandToViewport
        />
      </FormField>
    </div>
  );
}
