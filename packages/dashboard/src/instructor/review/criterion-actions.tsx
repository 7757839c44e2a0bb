import ButtonDropdown, {
  type ButtonDropdownProps,
} from "@cloudscape-design/components/button-dropdown";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import type { SubmissionView } from "@lab-grader/core/views/submission-view";
import { useState } from "react";
import { text } from "../../text/text.ts";
import { useRights } from "../use-rights.ts";
import { type CriterionAction, criterionActions } from "./criterion-action.ts";
import { HoldDialog } from "./hold-dialog.tsx";
import { MarkDialog } from "./mark-dialog.tsx";
import { OverrideDialog } from "./override-dialog.tsx";
import { ReleaseDialog } from "./release-dialog.tsx";
import { TakeBackDialog } from "./take-back-dialog.tsx";

const dialogs = {
  override: OverrideDialog,
  takeBack: TakeBackDialog,
  mark: MarkDialog,
  hold: HoldDialog,
  release: ReleaseDialog,
} as const;

/** What staff may decide on one criterion of a submission; nothing for everybody else. */
export function CriterionActions({
  view,
  outcome,
}: {
  readonly view: SubmissionView;
  readonly outcome: OutcomeView;
}) {
  const rights = useRights(view.cohortId);
  const [open, setOpen] = useState<CriterionAction>();
  const actions = criterionActions(view, outcome, rights);
  if (actions.length === 0) return null;

  const items = actions.map(
    (action): ButtonDropdownProps.Item => ({ id: action, text: text.review.actions[action] }),
  );
  const Dialog = open && dialogs[open];
  return (
    <>
      <ButtonDropdown
        items={items}
        ariaLabel={text.review.decideOn(outcome.title)}
        onItemClick={({ detail }) => setOpen(actions.find((action) => action === detail.id))}
      >
        {text.review.decide}
      </ButtonDropdown>
      {Dialog && <Dialog view={view} outcome={outcome} onClose={() => setOpen(undefined)} />}
    </>
  );
}
