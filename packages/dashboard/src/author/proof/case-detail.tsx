import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { AsExpected } from "./as-expected.tsx";
import { Details } from "./details.tsx";
import type { ProofRow } from "./proof-matrix.ts";

const { detail: words, kindWords, outcomes } = text.rubric.proof;
const mostOtherwise = 8;

/** One case: how it came out as a whole. */
export function CaseDetail({ row }: { readonly row: ProofRow }) {
  const { of, cells, isAsExpected } = row;
  const otherwise = [...cells.values()].filter((cell) => !cell.isAsExpected);
  const more = otherwise.length - mostOtherwise;
  return (
    <>
      <Details
        of={[
          [words.result, <AsExpected key="is" is={isAsExpected} />],
          [words.kind, kindWords[of.kind]],
          [words.stage, <LearnerText key="stage">{of.stage}</LearnerText>],
        ]}
      />
      {of.refused && (
        <>
          <p>
            <LearnerText>{words.refused(of.refused.step, of.refused.command)}</LearnerText>
          </p>
          <p>
            <LearnerText>{of.refused.problem}</LearnerText>
          </p>
        </>
      )}
      {otherwise.length > 0 && (
        <>
          <p>{words.otherwise}</p>
          <ul>
            {otherwise.slice(0, mostOtherwise).map(({ criterion, outcome }) => (
              <li key={criterion}>
                <LearnerText>{`${criterion}: ${outcomes[outcome]}`}</LearnerText>
              </li>
            ))}
            {more > 0 && <li>{words.andMore(more)}</li>}
          </ul>
        </>
      )}
    </>
  );
}
