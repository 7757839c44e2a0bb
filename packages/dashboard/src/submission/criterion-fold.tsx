import Box from "@cloudscape-design/components/box";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { useEffect, useState } from "react";
import { useLocation } from "react-router";
import { LearnerText } from "../parts/learner-text.tsx";
import { criterionAnchor } from "./criterion-anchor.ts";
import { CriterionBody, CriterionLine } from "./criterion-body.tsx";
import { useSurroundings } from "./criterion-context.tsx";
import { CriterionStaff } from "./criterion-staff.tsx";
import { isForStaff } from "./for-staff.ts";
import "./criterion.css";

/** Criteria that nobody has to read now: their names, and everything about them when opened. */
export function CriterionFold({
  title,
  outcomes,
}: {
  readonly title: string;
  readonly outcomes: readonly OutcomeView[];
}) {
  const { view } = useSurroundings();
  const { hash } = useLocation();
  const isMeant = outcomes.some(({ criterion }) => hash === `#${criterionAnchor(criterion)}`);
  const isShownOnPurpose = outcomes.some(({ seen }) => seen !== undefined);
  const [isOpen, setOpen] = useState(isMeant || isShownOnPurpose);
  useEffect(() => {
    if (isMeant) setOpen(true);
  }, [isMeant]);
  return (
    <ExpandableSection
      variant="container"
      headingTagOverride="h2"
      headerText={title}
      headerDescription={outcomes.map(({ criterion }) => criterion).join(", ")}
      expanded={isOpen}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      {isOpen && (
        <SpaceBetween size="l">
          {outcomes.map((outcome) => (
            <div
              key={outcome.criterion}
              id={criterionAnchor(outcome.criterion)}
              tabIndex={-1}
              className="folded-criterion"
            >
              <Header
                variant="h3"
                description={<CriterionLine outcome={outcome} />}
                actions={isForStaff(view) && <CriterionStaff outcome={outcome} />}
              >
                <LearnerText>{outcome.title}</LearnerText>
              </Header>
              <Box padding={{ top: "xs" }}>
                <CriterionBody outcome={outcome} />
              </Box>
            </div>
          ))}
        </SpaceBetween>
      )}
    </ExpandableSection>
  );
}
