import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import SegmentedControl from "@cloudscape-design/components/segmented-control";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { listInquiries } from "@lab-grader/core/contracts/endpoints/inquiries";
import { InquiryState } from "@lab-grader/core/review/inquiry";
import { useParams } from "react-router";
import { usePages } from "../../api/use-operation.ts";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { CohortFrame } from "../cohorts/cohort-page-frame.tsx";
import { useRights } from "../use-rights.ts";
import { InquiryCard } from "./inquiry-card.tsx";

/** The questions of a cohort's learners about verdicts. */
export function InquiriesPage() {
  const { cohortId = "" } = useParams();
  const [wanted, setWanted] = useQueryText("state");
  const state = InquiryState.safeParse(wanted).data ?? "open";
  const { inquiries } = text.review;
  return (
    <CohortFrame
      cohortId={cohortId}
      title={inquiries.title}
      active="inquiries"
      description={inquiries.description}
    >
      <SpaceBetween size="l">
        <SegmentedControl
          label={inquiries.filter}
          selectedId={state}
          options={InquiryState.options.map((id) => ({ id, text: inquiries.states[id] }))}
          onChange={({ detail }) =>
            setWanted(detail.selectedId === "open" ? "" : detail.selectedId)
          }
        />
        <InquiryList key={state} cohortId={cohortId} state={state} />
      </SpaceBetween>
    </CohortFrame>
  );
}

function InquiryList({
  cohortId,
  state,
}: {
  readonly cohortId: string;
  readonly state: InquiryState;
}) {
  const { mayMark } = useRights(cohortId);
  const list = usePages(listInquiries, { cohortId, state }, (cursor) => ({
    params: { cohortId },
    query: { state, ...(cursor === undefined ? {} : { cursor }) },
  }));
  const { inquiries } = text.review;
  return (
    <Loaded read={list}>
      {({ pages }) => {
        const shown = pages.flatMap((page) => page.inquiries);
        if (shown.length === 0 && !list.hasNextPage) return <NoInquiries state={state} />;
        return (
          <SpaceBetween size="l">
            <Box color="text-body-secondary">
              {inquiries.shown(shown.length, !list.hasNextPage)}
            </Box>
            {shown.map((inquiry) => (
              <InquiryCard key={inquiry.inquiryId} inquiry={inquiry} mayAnswer={mayMark} />
            ))}
            {list.hasNextPage && (
              <Button loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {text.parts.more}
              </Button>
            )}
          </SpaceBetween>
        );
      }}
    </Loaded>
  );
}

function NoInquiries({ state }: { readonly state: InquiryState }) {
  const { inquiries } = text.review;
  return state === "open" ? (
    <Empty title={inquiries.noneOpenTitle}>{inquiries.noneOpen}</Empty>
  ) : (
    <Empty title={inquiries.noneAnsweredTitle}>{inquiries.noneAnswered}</Empty>
  );
}
