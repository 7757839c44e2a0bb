import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { useParams } from "react-router";
import { Command } from "../../parts/command.tsx";
import { Loaded } from "../../parts/loaded.tsx";
import { text } from "../../text/text.ts";
import { CohortFrame } from "./cohort-page-frame.tsx";
import { CohortDates } from "./settings/cohort-dates.tsx";
import { JoinLink } from "./settings/join-link.tsx";
import { Staff } from "./settings/staff.tsx";
import { useCohort } from "./use-cohort.ts";

const { archive } = text.cohortSettings;

/** `/cohorts/:cohortId/settings`: name, dates, staff, the code for learners, the archive. */
export function SettingsPage() {
  const { cohortId = "" } = useParams();
  const { read, mayManage } = useCohort(cohortId);
  return (
    <CohortFrame cohortId={cohortId} title={text.cohorts.pages.settings}>
      <Loaded read={read}>
        {(cohort) => (
          <SpaceBetween size="l">
            <CohortDates cohort={cohort} mayManage={mayManage} />
            <Staff cohort={cohort} mayManage={mayManage} />
            <JoinLink cohort={cohort} mayManage={mayManage} />
            <Container header={<Header variant="h2">{archive.title}</Header>}>
              <SpaceBetween size="s">
                <div>{archive.lead}</div>
                <Command label={archive.command}>
                  {`labgrader cohort archive ${cohortId} ${cohortId}.jsonl`}
                </Command>
              </SpaceBetween>
            </Container>
          </SpaceBetween>
        )}
      </Loaded>
    </CohortFrame>
  );
}
