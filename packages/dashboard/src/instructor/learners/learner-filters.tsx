import Input from "@cloudscape-design/components/input";
import Select from "@cloudscape-design/components/select";
import type { Enrolment } from "@lab-grader/core/cohorts/enrolment";
import { useMemo } from "react";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { sectionsOf, withoutSection } from "./chosen-learners.ts";
import "./learner-filters.css";

const words = text.roster;
const states = [
  { value: "", label: words.allStates },
  { value: "enrolled", label: words.onlyEnrolled },
  { value: "dropped", label: words.onlyDropped },
];

/** Search, section and state: in the address, so that a link shows the same learners. */
export function LearnerFilters({ learners }: { readonly learners: readonly Enrolment[] }) {
  const [search, setSearch] = useQueryText("q", "page");
  const [section, setSection] = useQueryText("section", "page");
  const [state, setState] = useQueryText("state", "page");
  const sections = useMemo(() => sectionsOf(learners), [learners]);
  const options = [
    { value: "", label: words.allSections },
    ...sections.map((value) => ({ value, label: value })),
    { value: withoutSection, label: words.noSection },
  ];
  return (
    <div className="learner-filters">
      <Input
        type="search"
        value={search}
        onChange={({ detail }) => setSearch(detail.value)}
        placeholder={words.search}
        ariaLabel={words.search}
        clearAriaLabel={words.clearSearch}
      />
      {sections.length > 0 && (
        <Select
          ariaLabel={words.section}
          options={options}
          selectedOption={options.find(({ value }) => value === section) ?? options[0] ?? null}
          onChange={({ detail }) => setSection(detail.selectedOption.value ?? "")}
        />
      )}
      <Select
        ariaLabel={words.state}
        options={states}
        selectedOption={states.find(({ value }) => value === state) ?? states[0] ?? null}
        onChange={({ detail }) => setState(detail.selectedOption.value ?? "")}
      />
    </div>
  );
}
