import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import LiveRegion from "@cloudscape-design/components/live-region";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { UnmarkedView } from "@lab-grader/core/contracts/endpoints/review";
import { useEffect, useRef } from "react";
import { AppLink } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { text } from "../../text/text.ts";
import { MarkingForm } from "./marking-form.tsx";
import { type KeyPlace, markingKey } from "./marking-key.ts";
import { useMark } from "./use-mark.ts";
import { WrittenText } from "./written-text.tsx";

/** One text with its levels. The focus comes here with each text, so that the keys work at once. */
export function MarkingText({
  assignmentId,
  next,
  criterion,
  left,
  marked,
  onMarked,
  onLater,
  onKeys,
}: {
  readonly assignmentId: string;
  readonly next: UnmarkedView;
  readonly criterion: UnmarkedView["criteria"][number];
  readonly left: number;
  /** By whoever marks, since they came to the page. */
  readonly marked: number;
  readonly onMarked: () => void;
  readonly onLater: () => void;
  readonly onKeys: () => void;
}) {
  const region = useRef<HTMLElement>(null);
  const mark = useMark({ assignmentId, next, criterion, onMarked });
  const { marking } = text.review;
  useEffect(() => {
    region.current?.focus({ preventScroll: true });
    // Whoever has scrolled down to mark the text before begins the next one at its top.
    const isAbove = (region.current?.getBoundingClientRect().top ?? 0) < 0;
    if (isAbove) region.current?.scrollIntoView({ block: "start" });
  }, []);

  const onKeyDown = (event: React.KeyboardEvent) => {
    const meant = markingKey(event, placeOf(event.target), criterion.levels.length);
    if (!meant) return;
    event.preventDefault();
    switch (meant.does) {
      case "choose":
        return mark.choose(meant.level);
      case "send":
        return void mark.send();
      case "note":
        return region.current?.querySelector("textarea")?.focus();
      case "leaveNote":
        return region.current?.focus();
      case "clear":
        return mark.choose(undefined);
      case "later":
        return onLater();
      case "keys":
        return onKeys();
      default:
        return meant satisfies never;
    }
  };

  return (
    <section
      ref={region}
      className="marking-region"
      tabIndex={-1}
      aria-label={marking.region(criterion.title)}
      onKeyDown={onKeyDown}
    >
      <Container
        header={
          <Header
            variant="h2"
            description={[marking.left(left), ...(marked > 0 ? [marking.done(marked)] : [])].join(
              " · ",
            )}
          >
            <LearnerText>{criterion.title}</LearnerText>
          </Header>
        }
      >
        <SpaceBetween size="l">
          <Whose {...next} />
          <div>
            <Box variant="awsui-key-label">{marking.asked}</Box>
            <LearnerText>{criterion.asked}</LearnerText>
          </div>
          <div>
            <Box variant="h3">{marking.written}</Box>
            {criterion.text.trim() === "" ? (
              <Box color="text-body-secondary">{marking.writtenNothing}</Box>
            ) : (
              <WrittenText>{criterion.text}</WrittenText>
            )}
            <Box color="text-body-secondary" variant="small">
              {marking.words(criterion.text.split(/\s+/).filter(Boolean).length)}
            </Box>
          </div>
          <MarkingForm criterion={criterion} mark={mark} onLater={onLater} />
        </SpaceBetween>
      </Container>
      <LiveRegion hidden>{marking.left(left)}</LiveRegion>
    </section>
  );
}

function Whose({ learner, submissionId }: UnmarkedView) {
  const { marking } = text.review;
  if (!learner) return null;
  return (
    <div>
      <Box variant="awsui-key-label">{marking.whose}</Box>
      <SpaceBetween direction="horizontal" size="s">
        <LearnerText>{learner.name ?? learner.login}</LearnerText>
        {submissionId !== undefined && (
          <AppLink to={`/submissions/${submissionId}`}>{marking.openSubmission}</AppLink>
        )}
      </SpaceBetween>
    </div>
  );
}

function placeOf(target: EventTarget): KeyPlace {
  if (target instanceof HTMLTextAreaElement) return "field";
  if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) return "button";
  return "text";
}
