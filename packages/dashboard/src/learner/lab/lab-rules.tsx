import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import KeyValuePairs from "@cloudscape-design/components/key-value-pairs";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import { durationWords, lateWords } from "../../parts/late-words.ts";
import { Moment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { LateTokens } from "./late-tokens.tsx";

const { labs } = text;

/** When it is due, how often, what lateness costs. */
export function LabRules({ assignment }: { readonly assignment: AssignmentView }) {
  const { own, latePolicy, coolDownSeconds, keep, hints, passAt } = assignment;
  const { dueAt, closesAt } = own ?? assignment;
  const limit = own ? own.attemptLimit : assignment.attemptLimit;
  return (
    <Container header={<Header variant="h2">{labs.rules}</Header>}>
      <KeyValuePairs
        columns={3}
        minColumnWidth={220}
        items={[
          { label: labs.labels.opens, value: <Moment at={assignment.opensAt} /> },
          {
            label: labs.labels.due,
            value: (
              <>
                <Moment at={dueAt} />
                {dueAt !== assignment.dueAt && <div>{labs.extended}</div>}
              </>
            ),
          },
          { label: labs.labels.closes, value: <Moment at={closesAt} /> },
          {
            label: labs.labels.attempts,
            value: [
              limit === undefined ? labs.unlimited : labs.limit(limit),
              labs.keeps[keep],
              ...(coolDownSeconds === undefined
                ? []
                : [labs.coolDown(durationWords(coolDownSeconds))]),
            ].join(" "),
          },
          { label: labs.lateness, value: lateWords(latePolicy) },
          { label: labs.labels.pass, value: labs.passAt(passAt) },
          { label: labs.hintsLabel, value: labs.hints[hints] },
          ...(own && own.lateTokens.most > 0
            ? [
                {
                  label: labs.tokens.label,
                  value: <LateTokens assignment={assignment} balance={own.lateTokens} />,
                },
              ]
            : []),
        ]}
      />
    </Container>
  );
}
