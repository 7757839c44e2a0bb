import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { LabProof } from "@lab-grader/core/lab/lab-proof";
import { useMemo } from "react";
import { text } from "../../text/text.ts";
import type { KnownCriteria } from "./known-criteria.ts";
import { ProofFiltersBar } from "./proof-filters.tsx";
import { casesIn, proofMatrix, shownMatrix } from "./proof-matrix.ts";
import { ProofScores } from "./proof-scores.tsx";
import { ShownCases } from "./shown-cases.tsx";
import { useProofFilters } from "./use-proof-filters.ts";

const words = text.rubric.proof;

/** Every case of a lab against every criterion, and what that proves. */
export function ProofView({
  proof,
  criteria,
}: {
  readonly proof: LabProof;
  readonly criteria: KnownCriteria;
}) {
  const { filters, change, clear } = useProofFilters();
  const matrix = useMemo(() => proofMatrix(proof), [proof]);
  const shown = useMemo(() => shownMatrix(matrix, filters), [matrix, filters]);
  return (
    <SpaceBetween size="l">
      <ProofScores proof={proof} />
      <Container header={<Header variant="h2">{words.title}</Header>}>
        <SpaceBetween size="m">
          <ProofFiltersBar matrix={matrix} filters={filters} onChange={change} />
          <ShownCases
            // What was drawn more of is drawn anew for another choice.
            key={JSON.stringify(filters)}
            lab={proof.lab}
            shown={shown}
            all={casesIn(matrix.rows)}
            filters={filters}
            criteria={criteria}
            onOnly={(criterion) => change("criterion", criterion)}
            onClear={clear}
          />
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}
