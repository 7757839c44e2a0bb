import { type InquiryView, listOwnInquiries } from "@lab-grader/core/contracts/endpoints/inquiries";
import { useEffect } from "react";
import { usePages } from "../api/use-operation.ts";
import { usePerson } from "../sign-in/session-context.tsx";

const none: readonly InquiryView[] = [];

/** Everything that the learner has asked, newest first, as far as it is read; nothing for staff. */
export function useOwnInquiries(): readonly InquiryView[] {
  const { isLearner } = usePerson();
  const { data, hasNextPage, isFetchingNextPage, isError, fetchNextPage } = usePages(
    listOwnInquiries,
    {},
    (cursor) => ({ query: { cursor } }),
    { isEnabled: isLearner },
  );
  const isToBeRead = hasNextPage && !isFetchingNextPage && !isError;
  useEffect(() => {
    if (isToBeRead) void fetchNextPage();
  }, [isToBeRead, fetchNextPage]);
  return data?.pages.flatMap(({ inquiries }) => inquiries) ?? none;
}
