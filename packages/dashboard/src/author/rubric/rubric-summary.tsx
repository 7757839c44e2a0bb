import Alert from "@cloudscape-design/components/alert";
import Container from "@cloudscape-design/components/container";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs, {
  type KeyValuePairsProps,
} from "@cloudscape-design/components/key-value-pairs";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { capitalised } from "@lab-grader/core/views/figures";
import type { LabRubric } from "@lab-grader/core/views/lab-rubric";
import type { ReactNode } from "react";
import { AppLink } from "../../parts/app-link.tsx";
import { durationWords, lateWords } from "../../parts/late-words.ts";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Moment } from "../../parts/moment.tsx";
import { formatPoints } from "../../parts/points.ts";
import { text } from "../../text/text.ts";
import { ProofState } from "../proof/proof-state.tsx";
import { rubricPath } from "../rubric-path.ts";

const words = text.rubric.summary;
const digestShown = 16;

/** What a lab is and asks as a whole. */
export function RubricSummary({ rubric }: { readonly rubric: LabRubric }) {
  return (
    <SpaceBetween size="s">
      <Alert type="info">{text.rubric.staffOnly}</Alert>
      <Container header={<Header variant="h2">{words.title}</Header>}>
        <SpaceBetween size="l">
          <KeyValuePairs columns={4} minColumnWidth={200} items={itemsOf(rubric)} />
          <KeyValuePairs items={[{ label: words.proposes, value: proposalWords(rubric) }]} />
        </SpaceBetween>
      </Container>
    </SpaceBetween>
  );
}

function itemsOf(rubric: LabRubric): KeyValuePairsProps.Item[] {
  const { costUsd, minutes, passAt, probes, regions, proof, digest, publishedBy } = rubric;
  const item = (label: string, value: ReactNode) => ({ label, value });
  const variables = Object.entries(rubric.variables).map(([name, value]) =>
    words.variable(`$${name}`, value),
  );
  return [
    item(words.time, text.labs.minutes(minutes)),
    item(words.cost, costUsd === 0 ? text.labs.noCost : text.labs.cost(String(costUsd))),
    item(words.points, words.pointsOf(formatPoints(rubric.maxPoints), rubric.stages.length)),
    item(words.pass, text.labs.passAt(passAt)),
    item(words.gate, <LearnerText>{rubric.gate ?? words.noGate}</LearnerText>),
    item(words.regions, <Lines of={regions} none={words.noRegions} />),
    item(words.variables, <Lines of={variables} none={words.noVariables} />),
    item(
      words.probes,
      <Lines of={probes.map((probe) => text.labs.probes[probe])} none={words.noProbes} />,
    ),
    item(
      words.published,
      <>
        <Moment at={rubric.publishedAt} />{" "}
        <LearnerText>{words.publishedBy(publishedBy)}</LearnerText>
      </>,
    ),
    item(
      words.digest,
      <CopyToClipboard
        variant="inline"
        textToDisplay={digest.slice(0, digestShown)}
        textToCopy={digest}
        copyButtonAriaLabel={words.copyDigest}
        copySuccessText={text.parts.copied}
        copyErrorText={text.parts.copyFailed}
      />,
    ),
    item(
      words.proof,
      proof ? (
        <AppLink to={rubricPath(rubric, { view: "proof" })}>
          <ProofState of={proof.document} />
        </AppLink>
      ) : (
        words.noProof
      ),
    ),
  ];
}

function proposalWords({ proposes }: LabRubric): string {
  const { attemptLimit, coolDownSeconds, keep, latePolicy, hints } = proposes;
  const rules = [
    attemptLimit === undefined ? words.unlimited : words.attempts(attemptLimit),
    ...(coolDownSeconds ? [words.coolDown(durationWords(coolDownSeconds))] : []),
    words.keep[keep],
    words.hints[hints],
  ];
  return words.proposal(capitalised(rules.join(", ")), lateWords(latePolicy));
}

function Lines({ of, none }: { readonly of: readonly string[]; readonly none: string }) {
  if (of.length === 0) return none;
  return of.map((line) => (
    <div key={line}>
      <LearnerText>{line}</LearnerText>
    </div>
  ));
}
