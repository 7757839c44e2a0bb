import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Header from "@cloudscape-design/components/header";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  AssignmentView,
  changeAssignment,
  getAssignment,
  listAssignments,
} from "@lab-grader/core/contracts/endpoints/assignments";
import { useQueryClient } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useNavigate } from "react-router";
import * as z from "zod";
import { problemCode } from "../../api/fault.ts";
import { useChange } from "../../api/use-change.ts";
import { useFollow } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { focusFirstError } from "../../parts/focus-first-error.ts";
import { useNotify } from "../../parts/notifications.tsx";
import { useDraft } from "../../parts/use-draft.ts";
import { text } from "../../text/text.ts";
import { AssignmentFields } from "./assignment-fields.tsx";
import { AssignmentForm, formOf } from "./assignment-form.ts";
import { ChangedMeanwhile } from "./changed-meanwhile.tsx";
import { DraftNotice } from "./draft-notice.tsx";
import { errorsOfFault } from "./form-errors.ts";
import { mergedForm } from "./merge-form.ts";
import { changedRules, type FieldErrors, readAssignmentForm } from "./read-assignment-form.ts";
import { rulesOf } from "./rules-of.ts";
import { useRubric } from "./use-rubric.ts";

const words = text.assignmentForm;
const changes = [getAssignment, listAssignments];
const noErrors: FieldErrors = new Map();

/** What somebody began with, and what they have made of it. */
const Draft = z.object({ base: AssignmentView, form: AssignmentForm });

/**
 * The form by the assignment as it was when somebody began. Only what they have changed is sent, by
 * that version: where somebody else was quicker, both are shown.
 */
export function EditAssignmentForm({ now }: { readonly now: AssignmentView }) {
  const { assignmentId, lab } = now;
  const [fresh] = useState(() => ({ base: now, form: formOf(now) }));
  const draft = useDraft(`assignment.edit.${assignmentId}`, Draft, fresh);
  const { base, form } = draft.value;
  const [isRestored, setIsRestored] = useState(draft.value !== fresh);
  const [refused, setRefused] = useState(noErrors);
  const { send, isSending, error, answer, reset } = useChange(changeAssignment, { changes });
  const rubric = useRubric(lab.id, lab.version);
  const queries = useQueryClient();
  const navigate = useNavigate();
  const follow = useFollow();
  const notify = useNotify();
  const element = useRef<HTMLFormElement>(null);
  const isConflict =
    answer === undefined &&
    (problemCode(error) === "assignment.changed" || base.version !== now.version);
  const page = `/assignments/${assignmentId}`;

  const begin = (next: z.output<typeof Draft>) => {
    reset();
    setRefused(noErrors);
    draft.change(next);
  };
  const save = async () => {
    const read = readAssignmentForm(form, { ...base, form: formOf(base) });
    setRefused(read.status === "refused" ? read.errors : noErrors);
    if (read.status === "refused") return focusFirstError(element.current);
    const changed = changedRules(rulesOf(base), read.rules);
    if (Object.keys(changed).length === 0) {
      notify({ type: "info", text: words.nothingChanged });
      return;
    }
    const saved = await send({
      params: { assignmentId },
      body: { version: base.version, ...changed },
    });
    if (!saved) {
      await queries.invalidateQueries({ queryKey: [getAssignment.name] });
      return focusFirstError(element.current);
    }
    draft.forget();
    notify({ type: "success", text: text.parts.saved });
    void navigate(saved.refoldJobId ? `${page}?job=${saved.refoldJobId}` : page);
  };

  return (
    <form
      ref={element}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <Form
        errorText={refused.size > 0 ? words.checkFields(refused.size) : undefined}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" href={page} onFollow={follow}>
              {text.parts.cancel}
            </Button>
            <Button variant="primary" loading={isSending}>
              {words.save}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {isRestored && !isConflict && (
            <DraftNotice
              drop={words.restore}
              onDrop={() => {
                begin({ base: now, form: formOf(now) });
                draft.forget();
                setIsRestored(false);
              }}
            />
          )}
          {isConflict && base.version !== now.version && (
            <ChangedMeanwhile
              base={base}
              now={now}
              mine={form}
              onMerge={() =>
                begin({
                  base: now,
                  form: mergedForm({ base: formOf(base), mine: form, now: formOf(now) }),
                })
              }
              onDrop={() => {
                begin({ base: now, form: formOf(now) });
                draft.forget();
              }}
            />
          )}
          <Container
            header={
              <Header variant="h2" description={words.labFixedHint}>
                {words.labFixed(lab.id, lab.version)}
              </Header>
            }
          >
            <FormField
              label={words.title}
              constraintText={words.titleHint}
              errorText={refused.get("title") ?? errorsOfFault(error).get("title")}
              stretch
            >
              <Input
                value={form.title}
                onChange={({ detail }) => begin({ base, form: { ...form, title: detail.value } })}
              />
            </FormField>
          </Container>
          <AssignmentFields
            form={form}
            errors={new Map([...errorsOfFault(error), ...refused])}
            lab={rubric.data}
            onChange={(part) => begin({ base, form: { ...form, ...part } })}
          />
          {error && !isConflict && <FaultAlert fault={error} />}
        </SpaceBetween>
      </Form>
    </form>
  );
}
