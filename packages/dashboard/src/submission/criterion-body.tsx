import Badge from "@cloudscape-design/components/badge";
import Link from "@cloudscape-design/components/link";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { outOfText } from "@lab-grader/core/views/feedback-order";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import type { ReactNode } from "react";
import { AppLink } from "../parts/app-link.tsx";
import { LearnerText } from "../parts/learner-text.tsx";
import { OutcomeMark } from "../parts/outcome-mark.tsx";
import { text } from "../text/text.ts";
import { AskAbout } from "./ask-about.tsx";
import { Breakable } from "./breakable.tsx";
import { ComparedAspects } from "./compared-aspects.tsx";
import { useSurroundings } from "./criterion-context.tsx";
import { DecidedText } from "./decided-text.tsx";
import { Hints } from "./hints.tsx";
import { InquiriesOf } from "./inquiries-of.tsx";
import { ListedText } from "./listed-text.tsx";
import { LookedAtList } from "./looked-at-list.tsx";
import "./criterion.css";

/** The mark, the points and the name that everybody calls a criterion by. */
export function CriterionLine({ outcome }: { readonly outcome: OutcomeView }) {
  const outOf = outOfText(outcome);
  return (
    <span className="criterion-line">
      <OutcomeMark of={{ ...outcome, ...(outcome.onHold && { isHeld: true }) }} />
      {outOf !== undefined && <span>{text.submissions.points(outOf)}</span>}
      <code>{outcome.criterion}</code>
      {outcome.isHidden && <Badge>{text.submissions.hiddenMark}</Badge>}
    </span>
  );
}

/** What a person reads about one criterion, always in the same order. */
export function CriterionBody({ outcome }: { readonly outcome: OutcomeView }) {
  const { view } = useSurroundings();
  const { labels } = text.submissions;
  const { onHold, decided, expected, found, seen, lookedAt, doNext, read } = outcome;
  const { answer, fromTeacher, why, compared, hints } = outcome;
  const rows: readonly (readonly [string, ReactNode])[] = [
    [labels.onHold, onHold && <HeldText onHold={onHold} />],
    [labels.decided, decided && <DecidedText decided={decided} />],
    [labels.expected, expected && <ListedText>{expected}</ListedText>],
    [labels.answer, answer !== undefined && <GivenAnswer answer={answer} />],
    [labels.found, found && <ListedText>{found}</ListedText>],
    [labels.seen, seen && <ListedText>{seen}</ListedText>],
    [labels.lookedAt, lookedAt.length > 0 && <LookedAtList lookedAt={lookedAt} />],
    [labels.doNext, doNext && <ListedText>{doNext}</ListedText>],
    [labels.hints, hints && <Hints outcome={outcome} hints={hints} />],
    [labels.read, read && <ReadLink address={read} />],
    [labels.fromTeacher, fromTeacher && <LearnerText>{fromTeacher}</LearnerText>],
    [labels.why, why && <LearnerText>{why}</LearnerText>],
  ];
  const isOwn = view.outcomes.some(({ criterion }) => criterion === outcome.criterion);
  return (
    <SpaceBetween size="s">
      <dl className="criterion-facts">
        {rows
          .filter(([, value]) => value)
          .map(([label, value]) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {compared && <ComparedAspects compared={compared} criterion={outcome.criterion} />}
      {isOwn && <InquiriesOf criterion={outcome.criterion} />}
      {isOwn && (
        <SpaceBetween direction="horizontal" size="m" alignItems="center">
          {lookedAt.length > 0 && (
            <AppLink
              to={`/submissions/${view.submissionId}/evidence?criterion=${outcome.criterion}`}
              ariaLabel={text.submissions.details(outcome.criterion)}
            >
              {text.submissions.readAbout}
            </AppLink>
          )}
          <AskAbout outcome={outcome} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}

function HeldText({ onHold }: { readonly onHold: NonNullable<OutcomeView["onHold"]> }) {
  return (
    <>
      <div>{onHold.text}</div>
      {onHold.reason !== undefined && <LearnerText>{onHold.reason}</LearnerText>}
    </>
  );
}

/** As it was typed, line by line; several choices are a list. */
function GivenAnswer({ answer }: { readonly answer: NonNullable<OutcomeView["answer"]> }) {
  if (!Array.isArray(answer)) {
    return (
      <div className="given-answer">
        <LearnerText>{String(answer)}</LearnerText>
      </div>
    );
  }
  return (
    <ul>
      {answer.map((each) => (
        <li key={each}>
          <LearnerText>{each}</LearnerText>
        </li>
      ))}
    </ul>
  );
}

function ReadLink({ address }: { readonly address: string }) {
  return (
    <Link href={`https://${address}`} external externalIconAriaLabel={text.parts.opensNewTab}>
      <Breakable after="/">{address}</Breakable>
    </Link>
  );
}
