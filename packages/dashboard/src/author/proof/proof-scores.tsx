import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { LabProof } from "@lab-grader/core/lab/lab-proof";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { Marked } from "./marked.tsx";
import { ProofState } from "./proof-state.tsx";

const words = text.rubric.proof.scores;
const mostNames = 30;

/** The two scores of a lab, and what is missing for them. */
export function ProofScores({ proof }: { readonly proof: LabProof }) {
  const { cases, red, green, missing } = proof;
  const good = cases.filter(({ isAsExpected }) => isAsExpected).length;
  return (
    <Container header={<Header variant="h2">{words.label}</Header>}>
      <KeyValuePairs
        columns={4}
        minColumnWidth={200}
        items={[
          { label: words.result, value: <ProofState of={proof} /> },
          {
            label: words.cases,
            value: (
              <>
                <Marked isGood={good === cases.length}>{words.casesOf(good, cases.length)}</Marked>
                <Names title={words.otherwise} of={missing.cases} />
              </>
            ),
          },
          {
            label: words.red,
            value: (
              <>
                <Marked isGood={red === 1}>{words.redIs(percentOf(red))}</Marked>
                <Names title={words.redMissing} of={missing.red} />
              </>
            ),
          },
          {
            label: words.green,
            value: (
              <>
                <Marked isGood={green === 1 && missing.choices.length === 0}>
                  {words.greenIs(percentOf(green))}
                </Marked>
                <Names title={words.lost} of={missing.lost} />
                <Names title={words.choices} of={missing.choices} />
              </>
            ),
          },
        ]}
      />
    </Container>
  );
}

/** Rounded down: what is not whole is not 100 %. */
function percentOf(share: number): number {
  return Math.floor(share * 100);
}

function Names({ title, of }: { readonly title: string; readonly of: readonly string[] }) {
  if (of.length === 0) return null;
  const more = of.length - mostNames;
  return (
    <div>
      {title}{" "}
      <LearnerText>
        {[
          ...of.slice(0, mostNames),
          ...(more > 0 ? [text.rubric.proof.detail.andMore(more)] : []),
        ].join(", ")}
      </LearnerText>
    </div>
  );
}
