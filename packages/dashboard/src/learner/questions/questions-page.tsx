import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { type InquiryView, listOwnInquiries } from "@lab-grader/core/contracts/endpoints/inquiries";
import { usePages } from "../../api/use-operation.ts";
import { AppLink, useFollow } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { criterionAnchor } from "../../submission/criterion-anchor.ts";
import { InquiryCard } from "../../submission/inquiry-card.tsx";
import { text } from "../../text/text.ts";

/** What a learner has asked about verdicts, newest first, with the answers. */
export function QuestionsPage() {
  const { inquiries } = text;
  const { isLearner } = usePerson();
  return (
    <Page title={inquiries.title} description={inquiries.description}>
      {isLearner ? <Questions /> : <Empty title={inquiries.staffOnly} />}
    </Page>
  );
}

function Questions() {
  const { inquiries } = text;
  const follow = useFollow();
  const read = usePages(listOwnInquiries, {}, (cursor) => ({ query: { cursor } }));
  return (
    <Loaded read={read}>
      {({ pages }) => {
        const asked = pages.flatMap((page) => page.inquiries);
        if (asked.length === 0) {
          return (
            <Empty
              title={inquiries.emptyTitle}
              action={
                <Button href="/labs" onFollow={follow}>
                  {inquiries.emptyAction}
                </Button>
              }
            >
              {inquiries.empty}
            </Empty>
          );
        }
        return (
          <SpaceBetween size="m">
            {asked.map((inquiry) => (
              <Question key={inquiry.inquiryId} inquiry={inquiry} />
            ))}
            {read.hasNextPage && (
              <Button onClick={() => void read.fetchNextPage()} loading={read.isFetchingNextPage}>
                {inquiries.more}
              </Button>
            )}
          </SpaceBetween>
        );
      }}
    </Loaded>
  );
}

function Question({ inquiry }: { readonly inquiry: InquiryView }) {
  const { submissionId, criterion, stage, title } = inquiry;
  const { inquiries } = text;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={<LearnerText>{`${stage} · ${criterion}`}</LearnerText>}
          actions={
            <AppLink
              to={`/submissions/${submissionId}#${criterionAnchor(criterion)}`}
              ariaLabel={inquiries.toCriterionOf(criterion)}
            >
              {inquiries.toCriterion}
            </AppLink>
          }
        >
          <LearnerText>{title}</LearnerText>
        </Header>
      }
    >
      <InquiryCard inquiry={inquiry} />
    </Container>
  );
}
