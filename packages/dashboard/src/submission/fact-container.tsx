import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import StatusIndicator from "@cloudscape-design/components/status-indicator";
import { useState } from "react";
import { LearnerText } from "../parts/learner-text.tsx";
import { Moment } from "../parts/moment.tsx";
import { text } from "../text/text.ts";
import { type Fact, paramsText } from "./found-facts.ts";
import { JsonView } from "./json-view.tsx";

type Call = Fact["answers"][number];

/** One question to the account with the calls that answer it. Its answers are drawn when opened. */
export function FactContainer({
  fact,
  words,
  isFew,
  isForAll,
}: {
  readonly fact: Fact;
  readonly words: string;
  /** One of few that are shown: opened at once. */
  readonly isFew: boolean;
  /** Every criterion is judged by it. */
  readonly isForAll: boolean;
}) {
  const { evidence } = text;
  const [isToggled, setToggled] = useState(false);
  // What is searched for has to be seen.
  const isOpen = isToggled !== (isFew || words !== "");
  const { criteria, answers } = fact;
  const purpose = isForAll
    ? evidence.forAll
    : criteria.length === 0
      ? evidence.forNone
      : evidence.forCriteria(criteria.join(", "));
  return (
    <ExpandableSection
      variant="stacked"
      headingTagOverride="h3"
      headerText={<LearnerText>{fact.kind}</LearnerText>}
      headerCounter={`(${evidence.calls(answers.length)})`}
      headerDescription={[paramsText(fact), purpose].join(", ")}
      expanded={isOpen}
      onChange={() => setToggled(!isToggled)}
    >
      {isOpen && (
        <SpaceBetween size="l">
          {answers.map((call, place) => (
            <CallAnswer
              // biome-ignore lint/suspicious/noArrayIndexKey: pages of one call differ by their place only
              key={place}
              call={call}
              words={words}
            />
          ))}
        </SpaceBetween>
      )}
    </ExpandableSection>
  );
}

function CallAnswer({ call, words }: { readonly call: Call; readonly words: string }) {
  const { evidence } = text;
  const { service, operation, region, observedAt, durationMs, input, output, error } = call;
  const name = evidence.call(service, operation);
  const where = [
    evidence.inRegion(region),
    call.as && evidence.asRole(call.as),
    call.in && evidence.inOwn,
  ].filter(Boolean);
  return (
    <SpaceBetween size="xs">
      <div className="call-line">
        <strong>{name}</strong>
        <LearnerText>{where.join(", ")}</LearnerText>
        <Moment at={observedAt} show="time" />
        {durationMs !== undefined && <span>{evidence.took(Math.round(durationMs))}</span>}
        <CallOutcome call={call} />
      </div>
      {Object.keys(input).length > 0 && (
        <JsonView
          label={`${name}: ${evidence.input}`}
          title={evidence.input}
          value={input}
          words={words}
        />
      )}
      {output && (
        <JsonView
          label={`${name}: ${evidence.output}`}
          title={evidence.output}
          value={output}
          words={words}
        />
      )}
      {error && <LearnerText>{error.message}</LearnerText>}
      {!output && !error && <Box color="text-body-secondary">{evidence.json.noAnswer}</Box>}
    </SpaceBetween>
  );
}

function CallOutcome({ call: { error, truncated } }: { readonly call: Call }) {
  const { evidence } = text;
  if (error) {
    return <StatusIndicator type="warning">{evidence.refusedWith(error.name)}</StatusIndicator>;
  }
  if (truncated) return <StatusIndicator type="info">{evidence.cut}</StatusIndicator>;
  return <StatusIndicator type="success">{evidence.answered}</StatusIndicator>;
}
