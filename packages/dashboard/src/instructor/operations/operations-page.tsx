import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { getJob } from "@lab-grader/core/contracts/endpoints/jobs";
import { countOpenWork, listDeadLetters } from "@lab-grader/core/contracts/endpoints/operations";
import { getSubmission, listSubmissions } from "@lab-grader/core/contracts/endpoints/submissions";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Page } from "../../parts/page.tsx";
import { usePerson } from "../../sign-in/session-context.tsx";
import { text } from "../../text/text.ts";
import { DeadLetters } from "./dead-letters.tsx";
import { OpenWork } from "./open-work.tsx";

const words = text.operations;
const shown = [countOpenWork, listDeadLetters, getSubmission, listSubmissions, getJob];

/** What is on its way and what got stuck: in the cohorts of whoever looks, for administrators everywhere. */
export function OperationsPage() {
  const { groups } = usePerson();
  const queries = useQueryClient();
  const [isRefreshing, setRefreshing] = useState(false);
  const onRefresh = async () => {
    setRefreshing(true);
    await Promise.all(shown.map(({ name }) => queries.invalidateQueries({ queryKey: [name] })));
    setRefreshing(false);
  };
  return (
    <Page
      title={words.title}
      description={groups.includes("admin") ? words.descriptionAll : words.descriptionCohorts}
      actions={
        <Button iconName="refresh" loading={isRefreshing} onClick={() => void onRefresh()}>
          {words.refresh}
        </Button>
      }
    >
      <SpaceBetween size="l">
        <OpenWork />
        <DeadLetters />
      </SpaceBetween>
    </Page>
  );
}
