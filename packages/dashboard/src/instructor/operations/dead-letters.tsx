import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { listDeadLetters } from "@lab-grader/core/contracts/endpoints/operations";
import { useEffect, useState } from "react";
import { usePages } from "../../api/use-operation.ts";
import { Loaded, Loading } from "../../parts/loaded.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { RedriveDialog } from "../review/redrive-dialog.tsx";
import { ChosenDay } from "./chosen-day.tsx";
import { DeadLetterTable } from "./dead-letter-table.tsx";
import { followSeconds } from "./use-open-work.ts";
import { readDay, utcDay } from "./utc-day.ts";

const words = text.operations.dead;

/** What the queues gave up on the day in the address, else today; failed submissions can be graded again. */
export function DeadLetters() {
  const [wanted, setWanted] = useQueryText("day", "page");
  const today = utcDay(new Date());
  const day = readDay(wanted) ?? today;
  const read = usePages(
    listDeadLetters,
    { day },
    (cursor) => ({ query: { day, ...(cursor === undefined ? {} : { cursor }) } }),
    { everyMs: day === today && followSeconds * 1000 },
  );
  const letters = read.data?.pages.flatMap((page) => page.deadLetters) ?? [];
  const { hasNextPage, isFetching, isError, fetchNextPage } = read;
  // A page of others' letters comes empty, and is not the end.
  const readsOn = letters.length === 0 && hasNextPage;
  useEffect(() => {
    if (readsOn && !isFetching && !isError) void fetchNextPage();
  }, [readsOn, isFetching, isError, fetchNextPage]);
  const [redriving, setRedriving] = useState<string>();
  return (
    <Container
      header={
        <Header variant="h2" description={words.description}>
          {words.title}
        </Header>
      }
    >
      <SpaceBetween size="m">
        <ChosenDay
          day={day}
          today={today}
          onChange={(chosen) => setWanted(chosen === today ? "" : chosen)}
        />
        <Loaded read={read}>
          {() =>
            readsOn && !isError ? (
              <Loading />
            ) : (
              <DeadLetterTable
                day={day}
                letters={letters}
                hasMore={hasNextPage}
                isReading={read.isFetchingNextPage}
                onMore={() => void fetchNextPage()}
                onRedrive={setRedriving}
              />
            )
          }
        </Loaded>
      </SpaceBetween>
      {redriving !== undefined && (
        <RedriveDialog submissionId={redriving} staysHere onClose={() => setRedriving(undefined)} />
      )}
    </Container>
  );
}
