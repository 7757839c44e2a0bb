import Container from "@cloudscape-design/components/container";
import FormField from "@cloudscape-design/components/form-field";
import Select from "@cloudscape-design/components/select";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LabProof } from "@lab-grader/core/lab/lab-proof";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import type { KnownCriteria } from "./known-criteria.ts";
import { ProofView } from "./proof-view.tsx";

const words = text.rubric.proof.file;

// A file tells only their names.
const nothingKnown: KnownCriteria = { titleOf: () => undefined };

/** The labs of a file, one at a time. */
export function OpenedProof({ labs }: { readonly labs: readonly LabProof[] }) {
  const [chosen, setChosen] = useState(0);
  const [, setQuery] = useSearchParams();
  const proof = labs[chosen] ?? labs[0];
  if (!proof) return null;
  const options = labs.map(({ lab, version, folder, isPassed }, place) => ({
    value: String(place),
    label: words.labOf(lab, version),
    labelTag: isPassed ? words.passed : words.notPassed,
    ...(folder !== undefined && { description: folder }),
  }));
  return (
    <SpaceBetween size="l">
      <Container>
        {labs.length > 1 ? (
          <FormField label={words.labLabel} description={words.labHint(labs.length)}>
            <Select
              options={options}
              selectedOption={options[chosen] ?? null}
              filteringType={labs.length > 8 ? "auto" : "none"}
              filteringAriaLabel={words.findLab}
              onChange={({ detail }) => {
                setChosen(Number(detail.selectedOption.value));
                setQuery({}, { replace: true });
              }}
            />
          </FormField>
        ) : (
          <strong>
            <LearnerText>{words.labOf(proof.lab, proof.version)}</LearnerText>
          </strong>
        )}
      </Container>
      <ProofView key={chosen} proof={proof} criteria={nothingKnown} />
    </SpaceBetween>
  );
}
