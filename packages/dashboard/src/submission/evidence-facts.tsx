import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import Select, { type SelectProps } from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useDeferredValue } from "react";
import { useSearchParams } from "react-router";
import { LearnerText } from "../parts/learner-text.tsx";
import { Empty } from "../parts/loaded.tsx";
import { useQueryText } from "../parts/use-query-text.ts";
import { text } from "../text/text.ts";
import { FactContainer } from "./fact-container.tsx";
import { criteriaOf, type Fact, factName, factsWith, kindsOf } from "./found-facts.ts";
import "./evidence.css";

// So few are read at once: they are open.
const fewFacts = 2;
const everything: SelectProps.Option = { value: "" };

/** The facts of a look, by criterion, kind and words; the filters lie in the address. */
export function EvidenceFacts({ facts }: { readonly facts: readonly Fact[] }) {
  const { evidence } = text;
  const [criterion, setCriterion] = useQueryText("criterion");
  const [kind, setKind] = useQueryText("fact");
  const [words, setWords] = useQueryText("search");
  const [, setQuery] = useSearchParams();
  const searched = useDeferredValue(words);
  const shown = factsWith(facts, { criterion, kind, words: searched });

  const criteria = criteriaOf(facts);
  const asked = shown.filter(({ answers }) => answers.length > 0);
  const notAsked = shown.filter(({ answers }) => answers.length === 0);

  if (facts.length === 0) return <Empty title={evidence.noFactsTitle}>{evidence.noFacts}</Empty>;
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{evidence.filter}</Header>}>
        <div className="evidence-filters">
          <Choice
            label={evidence.criterion}
            all={evidence.allCriteria}
            names={criteria}
            value={criterion}
            onChange={setCriterion}
          />
          <Choice
            label={evidence.fact}
            all={evidence.allFacts}
            names={kindsOf(facts)}
            value={kind}
            onChange={setKind}
          />
          <FormField label={evidence.search}>
            <Input
              type="search"
              value={words}
              onChange={({ detail }) => setWords(detail.value)}
              clearAriaLabel={evidence.clear}
            />
          </FormField>
        </div>
      </Container>
      <Header
        variant="h2"
        counter={`(${text.parts.of(String(shown.length), String(facts.length))})`}
      >
        {evidence.facts}
      </Header>
      {shown.length === 0 && (
        <Empty
          title={evidence.emptyTitle}
          action={<Button onClick={() => setQuery({}, { replace: true })}>{evidence.clear}</Button>}
        >
          {evidence.empty}
        </Empty>
      )}
      {asked.length > 0 && (
        <div>
          {asked.map((fact) => (
            <FactContainer
              key={factName(fact)}
              fact={fact}
              words={searched}
              isFew={asked.length <= fewFacts}
              isForAll={fact.criteria.length > 1 && fact.criteria.length === criteria.length}
            />
          ))}
        </div>
      )}
      {notAsked.length > 0 && (
        <ExpandableSection
          headerText={evidence.notAskedTitle}
          headingTagOverride="h3"
          headerDescription={evidence.notAsked}
        >
          <ul>
            {notAsked.map((fact) => (
              <li key={factName(fact)}>
                <LearnerText>{factName(fact)}</LearnerText>
              </li>
            ))}
          </ul>
        </ExpandableSection>
      )}
    </SpaceBetween>
  );
}

function Choice({
  label,
  all,
  names,
  value,
  onChange,
}: {
  readonly label: string;
  readonly all: string;
  readonly names: readonly string[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  // A name of the address that is not there is shown too: it explains why nothing matches.
  const known = value === "" || names.includes(value) ? names : [...names, value];
  const options = [
    { ...everything, label: all },
    ...known.map((name) => ({ value: name, label: name })),
  ];
  return (
    <FormField label={label}>
      <Select
        options={options}
        selectedOption={options.find((option) => option.value === value) ?? null}
        onChange={({ detail }) => onChange(detail.selectedOption.value ?? "")}
      />
    </FormField>
  );
}
