import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { LearnerText } from "../parts/learner-text.tsx";
import { criterionAnchor } from "./criterion-anchor.ts";
import { CriterionBody, CriterionLine } from "./criterion-body.tsx";
import { useSurroundings } from "./criterion-context.tsx";
import { CriterionStaff } from "./criterion-staff.tsx";
import { isForStaff } from "./for-staff.ts";

/** A criterion that somebody has to read. */
export function CriterionCard({ outcome }: { readonly outcome: OutcomeView }) {
  const { view } = useSurroundings();
  return (
    <div id={criterionAnchor(outcome.criterion)} tabIndex={-1}>
      <Container
        header={
          <Header
            variant="h3"
            description={<CriterionLine outcome={outcome} />}
            actions={isForStaff(view) && <CriterionStaff outcome={outcome} />}
          >
            <LearnerText>{outcome.title}</LearnerText>
          </Header>
        }
      >
        <CriterionBody outcome={outcome} />
      </Container>
    </div>
  );
}
