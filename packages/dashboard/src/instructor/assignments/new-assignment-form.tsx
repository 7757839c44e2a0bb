import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Form from "@cloudscape-design/components/form";
import SpaceBetween from "@cloudscape-design/components/space-between";
import {
  createAssignment,
  listAssignments,
} from "@lab-grader/core/contracts/endpoints/assignments";
import type { PublishedLab } from "@lab-grader/core/contracts/endpoints/labs";
import { useEffect, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import * as z from "zod";
import { useChange } from "../../api/use-change.ts";
import { useFollow } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { focusFirstError } from "../../parts/focus-first-error.ts";
import { Loading } from "../../parts/loaded.tsx";
import { ownTimeZone } from "../../parts/moment.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { useDraft } from "../../parts/use-draft.ts";
import { text } from "../../text/text.ts";
import { AssignmentFields } from "./assignment-fields.tsx";
import { AssignmentForm, emptyForm, withProposal } from "./assignment-form.ts";
import { DraftNotice } from "./draft-notice.tsx";
import { errorsOfFault } from "./form-errors.ts";
import { type ChosenLab, LabFields } from "./lab-fields.tsx";
import { type FieldErrors, readAssignmentForm } from "./read-assignment-form.ts";
import { useRubric } from "./use-rubric.ts";

const words = text.assignmentForm;

const Draft = z.object({
  lab: z.string(),
  version: z.string(),
  /** Whose proposal the rules began with; empty: none yet. */
  proposalOf: z.string(),
  form: AssignmentForm,
});
type Draft = z.infer<typeof Draft>;

const noErrors: FieldErrors = new Map();

/** The lab first; its rules begin as it proposes them. Kept on this device until it is sent. */
export function NewAssignmentForm({
  cohortId,
  labs,
}: {
  readonly cohortId: string;
  readonly labs: readonly PublishedLab[];
}) {
  const [empty] = useState(emptyDraft);
  const { value: draft, change, forget } = useDraft(`assignment.new.${cohortId}`, Draft, empty);
  const [isRestored, setIsRestored] = useState(draft !== empty);
  const [refused, setRefused] = useState(noErrors);
  const create = useChange(createAssignment, { changes: [listAssignments] });
  const navigate = useNavigate();
  const follow = useFollow();
  const notify = useNotify();
  const element = useRef<HTMLFormElement>(null);

  const [query, setQuery] = useSearchParams();
  const wanted = wantedLab(labs, query);
  useEffect(() => {
    if (!wanted || (draft.lab === wanted.lab && draft.version === wanted.version)) return;
    change({ ...draft, ...wanted });
  }, [wanted, draft, change]);

  const { lab, version, form } = draft;
  const rubric = useRubric(lab, version);
  const chosen = `${lab} ${version}`;
  useEffect(() => {
    if (!rubric.data || draft.proposalOf === chosen) return;
    change({ ...draft, proposalOf: chosen, form: withProposal(draft.form, rubric.data) });
  }, [rubric.data, chosen, draft, change]);

  const ofFault = errorsOfFault(create.error);
  const errors: FieldErrors = new Map([...ofFault, ...refused]);
  const list = `/cohorts/${cohortId}/assignments`;

  const send = async () => {
    const read = readAssignmentForm(form);
    const problems = new Map(read.status === "refused" ? read.errors : []);
    if (lab === "") problems.set("lab", text.assignments.problems.lab);
    setRefused(problems);
    if (read.status === "refused" || lab === "") return focusFirstError(element.current);
    const made = await create.send({
      params: { cohortId },
      body: { lab, labVersion: version, ...read.rules },
    });
    if (!made) return focusFirstError(element.current);
    forget();
    notify({ type: "success", text: words.created(made.title) });
    void navigate(`/assignments/${made.assignmentId}`);
  };
  const changeForm = (part: Partial<AssignmentForm>) => {
    create.reset();
    change({ ...draft, form: { ...form, ...part } });
  };

  return (
    <form
      ref={element}
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Form
        errorText={refused.size > 0 ? words.checkFields(refused.size) : undefined}
        actions={
          <SpaceBetween direction="horizontal" size="xs">
            <Button variant="link" formAction="none" href={list} onFollow={follow}>
              {text.parts.cancel}
            </Button>
            <Button variant="primary" loading={create.isSending}>
              {words.create}
            </Button>
          </SpaceBetween>
        }
      >
        <SpaceBetween size="l">
          {isRestored && (
            <DraftNotice
              drop={words.draftDrop}
              onDrop={() => {
                change(emptyDraft());
                forget();
                setRefused(noErrors);
                setIsRestored(false);
              }}
            />
          )}
          <LabFields
            labs={labs}
            chosen={{ lab, version }}
            title={form.title}
            errors={errors}
            onChoose={(next) => {
              setRefused(noErrors);
              setQuery({}, { replace: true });
              change({ ...draft, ...next });
            }}
            onTitle={(title) => changeForm({ title })}
          />
          {lab !== "" && rubric.error && (
            <FaultAlert fault={rubric.error} onRetry={() => void rubric.refetch()} />
          )}
          {lab !== "" && draft.proposalOf !== chosen && !rubric.error && <Loading />}
          {lab !== "" && draft.proposalOf === chosen && (
            <SpaceBetween size="l">
              <Alert type="info">{words.proposalNote}</Alert>
              <AssignmentFields
                form={form}
                errors={errors}
                lab={rubric.data}
                onChange={changeForm}
              />
            </SpaceBetween>
          )}
          {create.error && <FaultAlert fault={create.error} />}
        </SpaceBetween>
      </Form>
    </form>
  );
}

/** The lab that a link names, where it is one of these; an own choice takes it out of the address. */
function wantedLab(labs: readonly PublishedLab[], query: URLSearchParams): ChosenLab | undefined {
  const lab = query.get("lab");
  const version = query.get("version");
  const found = labs.find(({ labId }) => labId === lab)?.versions;
  if (lab === null || version === null) return undefined;
  return found?.some((one) => one.version === version) ? { lab, version } : undefined;
}

function emptyDraft(): Draft {
  return { lab: "", version: "", proposalOf: "", form: emptyForm(ownTimeZone()) };
}
