import ExpandableSection from "@cloudscape-design/components/expandable-section";
import { Fragment } from "react";
import { text } from "../../text/text.ts";
import { CellMark } from "./cell-mark.tsx";
import { cellStates } from "./cell-state.ts";

/** Every mark of the gradebook with its word and what that means. */
export function Legend() {
  return (
    <ExpandableSection headerText={text.gradebook.legend} headingTagOverride="h2">
      <dl className="gradebook-legend">
        {cellStates.map((state) => (
          <Fragment key={state}>
            <dt className={`gradebook-is-${state}`}>
              <CellMark state={state} />
              {text.gradebook.states[state]}
            </dt>
            <dd>{text.gradebook.meanings[state]}</dd>
          </Fragment>
        ))}
      </dl>
    </ExpandableSection>
  );
}
