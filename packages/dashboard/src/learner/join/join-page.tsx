import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Form from "@cloudscape-design/components/form";
import FormField from "@cloudscape-design/components/form-field";
import Input from "@cloudscape-design/components/input";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { listAssignments } from "@lab-grader/core/contracts/endpoints/assignments";
import { joinCohort } from "@lab-grader/core/contracts/endpoints/cohorts";
import { getOwnGradebook } from "@lab-grader/core/contracts/endpoints/gradebook-matrix";
import { type FormEvent, useState } from "react";
import { useChange } from "../../api/use-change.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { Page } from "../../parts/page.tsx";
import { text } from "../../text/text.ts";

const { join } = text;

/** `/join`: enrols oneself. The code is typed, never part of an address. */
export function JoinPage() {
  const [token, setToken] = useState("");
  const [isEmpty, setIsEmpty] = useState(false);
  const joining = useChange(joinCohort, { changes: [listAssignments, getOwnGradebook] });
  const { answer } = joining;

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    const typed = token.trim();
    setIsEmpty(typed === "");
    if (typed !== "") void joining.send({ body: { token: typed } });
  };

  return (
    <Page title={join.title} description={join.lead}>
      <SpaceBetween size="l">
        {answer && (
          <div role="status">
            <Alert type="success" action={<AppLink to="/labs">{join.toLabs}</AppLink>}>
              <LearnerText>
                {answer.status === "joined" ? join.joined(answer.name) : join.already(answer.name)}
              </LearnerText>
            </Alert>
          </div>
        )}
        <form onSubmit={onSubmit} noValidate>
          <Form
            actions={
              <Button variant="primary" formAction="submit" loading={joining.isSending}>
                {join.join}
              </Button>
            }
          >
            <Container>
              <SpaceBetween size="m">
                <FormField label={join.label} errorText={isEmpty ? join.empty : ""} stretch>
                  <Input
                    value={token}
                    onChange={({ detail }) => setToken(detail.value)}
                    spellcheck={false}
                    autoComplete={false}
                  />
                </FormField>
                {joining.error && <FaultAlert fault={joining.error} />}
              </SpaceBetween>
            </Container>
          </Form>
        </form>
      </SpaceBetween>
    </Page>
  );
}
