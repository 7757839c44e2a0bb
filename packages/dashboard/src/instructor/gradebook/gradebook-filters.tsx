import Button from "@cloudscape-design/components/button";
import Checkbox from "@cloudscape-design/components/checkbox";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import type { MatrixColumn } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { text } from "../../text/text.ts";
import { cellStates } from "./cell-state.ts";
import { isNarrowed, type MatrixFilters } from "./matrix-filters.ts";

const anything = "";

/** What one looks for in the gradebook. */
export function GradebookFilters({
  filters,
  columns,
  sections,
  onChange,
}: {
  readonly filters: MatrixFilters;
  readonly columns: readonly MatrixColumn[];
  readonly sections: readonly string[];
  readonly onChange: (change: Partial<MatrixFilters>) => void;
}) {
  const words = text.gradebook;
  return (
    <div className="gradebook-filters">
      <div className="gradebook-filter-search">
        <FormField label={words.search}>
          <Input
            type="search"
            value={filters.search}
            onChange={({ detail }) => onChange({ search: detail.value })}
            clearAriaLabel={words.clear}
          />
        </FormField>
      </div>
      <Choice
        label={words.state}
        none={words.anyState}
        options={cellStates.map((state) => ({ value: state, label: words.states[state] }))}
        chosen={filters.state}
        onChoose={(value) => onChange({ state: cellStates.find((state) => state === value) })}
      />
      {filters.state !== undefined && (
        <Choice
          label={words.inAssignment}
          none={words.anyAssignment}
          options={columns.map(({ assignmentId, title }) => ({
            value: assignmentId,
            label: title,
          }))}
          chosen={filters.assignmentId}
          onChoose={(assignmentId) => onChange({ assignmentId })}
        />
      )}
      {sections.length > 0 && (
        <Choice
          label={words.inSection}
          none={words.anySection}
          options={sections.map((section) => ({ value: section, label: section }))}
          chosen={filters.section}
          onChoose={(section) => onChange({ section })}
        />
      )}
      <div className="gradebook-filter-end">
        <Checkbox
          checked={filters.isWithDropped}
          onChange={({ detail }) => onChange({ isWithDropped: detail.checked })}
        >
          {words.withDropped}
        </Checkbox>
      </div>
      {isNarrowed(filters) && (
        <div className="gradebook-filter-end">
          <Button
            onClick={() =>
              onChange({
                search: "",
                state: undefined,
                assignmentId: undefined,
                section: undefined,
              })
            }
          >
            {words.clear}
          </Button>
        </div>
      )}
    </div>
  );
}

function Choice({
  label,
  none,
  options,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly none: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly chosen: string | undefined;
  readonly onChoose: (value: string | undefined) => void;
}) {
  const all = [{ value: anything, label: none }, ...options];
  return (
    <div className="gradebook-filter">
      <FormField label={label}>
        <Select
          options={all}
          selectedOption={all.find(({ value }) => value === (chosen ?? anything)) ?? null}
          onChange={({ detail }) => onChoose(detail.selectedOption.value || undefined)}
        />
      </FormField>
    </div>
  );
}
