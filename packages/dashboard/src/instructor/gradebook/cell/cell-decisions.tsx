import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { AssignmentView } from "@lab-grader/core/contracts/endpoints/assignments";
import type { TermsView } from "@lab-grader/core/contracts/endpoints/terms";
import { useState } from "react";
import { text } from "../../../text/text.ts";
import { DecisionHistory } from "./decision-history.tsx";
import { OverrideCellDialog } from "./override-cell-dialog.tsx";
import { TermsDialog } from "./terms-dialog.tsx";
import { termsWords } from "./terms-words.ts";
import { WithholdDialog } from "./withhold-dialog.tsx";

const words = text.cell;
type Dialog = "terms" | "set" | "takeBack" | "withhold";

/** What was decided for this learner here, and by instructors: what becomes of it. */
export function CellDecisions({
  terms,
  assignment,
  learner,
  mayManage,
}: {
  readonly terms: TermsView;
  readonly assignment: AssignmentView;
  /** By name, else login. */
  readonly learner: string;
  readonly mayManage: boolean;
}) {
  const [dialog, setDialog] = useState<Dialog>();
  const onClose = () => setDialog(undefined);
  const decided = termsWords(terms.terms);
  const { override, withheld } = terms.terms;
  return (
    <Container header={<Header variant="h2">{words.decisions}</Header>}>
      <SpaceBetween size="m">
        {decided.length === 0 ? (
          <div>{words.nothingDecided}</div>
        ) : (
          <ul className="cell-reasons">
            {decided.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ul>
        )}
        {mayManage ? (
          <SpaceBetween direction="horizontal" size="xs">
            <Button onClick={() => setDialog("terms")}>{words.changeTerms}</Button>
            <Button onClick={() => setDialog("set")}>{words.setResult}</Button>
            {override && <Button onClick={() => setDialog("takeBack")}>{words.takeBack}</Button>}
            <Button onClick={() => setDialog("withhold")}>
              {withheld ? words.release : words.withhold}
            </Button>
          </SpaceBetween>
        ) : (
          <div>{words.readsOnly}</div>
        )}
        <DecisionHistory terms={terms} />
      </SpaceBetween>
      {dialog === "terms" && <TermsDialog {...{ terms, assignment, learner, onClose }} />}
      {(dialog === "set" || dialog === "takeBack") && (
        <OverrideCellDialog
          {...{ terms, learner, onClose }}
          kind={dialog}
          most={assignment.maxPoints}
        />
      )}
      {dialog === "withhold" && <WithholdDialog {...{ terms, learner, onClose }} />}
    </Container>
  );
}
