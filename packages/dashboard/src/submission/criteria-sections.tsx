import Box from "@cloudscape-design/components/box";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { HintPolicy } from "@lab-grader/core/cohorts/assignment";
import { isClosed } from "@lab-grader/core/submissions/submission";
import { feedbackOrder, markOf } from "@lab-grader/core/views/feedback-order";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { Empty } from "../parts/loaded.tsx";
import { text } from "../text/text.ts";
import { CriterionCard } from "./criterion-card.tsx";
import { CriterionContext } from "./criterion-context.tsx";
import { CriterionFold } from "./criterion-fold.tsx";
import { useOwnInquiries } from "./use-own-inquiries.ts";
import { useScrollToMeant } from "./use-scroll-to-meant.ts";

/** All criteria in the order in which they are read: what has to be done first, what is met last. */
export function CriteriaSections({
  view,
  hintPolicy,
}: {
  readonly view: SubmissionView;
  readonly hintPolicy: HintPolicy | undefined;
}) {
  const inquiries = useOwnInquiries();
  useScrollToMeant();
  const { submissions } = text;
  const { outcomes } = view;
  const notShown = view.notReleased ? [] : view.notShown;
  if (outcomes.length === 0 && notShown.length === 0) return <Nothing view={view} />;

  const { closedDoor, told, behindGate, met } = feedbackOrder(outcomes, view);
  const gate = outcomes.find(({ outcome }) => outcome === "not_met" || outcome === "partly");
  return (
    <CriterionContext value={{ view, hintPolicy, inquiries }}>
      <SpaceBetween size="l">
        {closedDoor && <Section title={submissions.sections.closedDoor} outcomes={[closedDoor]} />}
        {[...Map.groupBy(told, markOf)].map(([mark, marked]) => (
          <Section key={mark} title={submissions.sections[mark]} outcomes={marked} />
        ))}
        {behindGate.length > 0 && (
          <CriterionFold
            title={submissions.behindGate(behindGate.length, gate?.criterion ?? "")}
            outcomes={behindGate}
          />
        )}
        {notShown.length > 0 && (
          <Container header={<Header variant="h2">{submissions.notShownTitle}</Header>}>
            <Box>{notShown.join(", ")}</Box>
          </Container>
        )}
        {met.length > 0 && <CriterionFold title={submissions.asAsked(met.length)} outcomes={met} />}
      </SpaceBetween>
    </CriterionContext>
  );
}

function Section({
  title,
  outcomes,
}: {
  readonly title: string;
  readonly outcomes: readonly OutcomeView[];
}) {
  return (
    <SpaceBetween size="s">
      <Header variant="h2" counter={`(${outcomes.length})`}>
        {title}
      </Header>
      {outcomes.map((outcome) => (
        <CriterionCard key={outcome.criterion} outcome={outcome} />
      ))}
    </SpaceBetween>
  );
}

function Nothing({ view: { state, notReleased } }: { readonly view: SubmissionView }) {
  const { submissions } = text;
  return (
    <Container header={<Header variant="h2">{submissions.criteria}</Header>}>
      {isClosed(state) ? (
        <Empty title={notReleased ? submissions.notReleasedTitle : submissions.noneClosed}>
          {notReleased && submissions.notReleasedDetail}
        </Empty>
      ) : (
        <Empty title={submissions.none}>{submissions.noneDetail}</Empty>
      )}
    </Container>
  );
}
