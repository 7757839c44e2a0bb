import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import Container from "@cloudscape-design/components/container";
import Header from "@cloudscape-design/components/header";
import SpaceBetween from "@cloudscape-design/components/space-between";
import type { OwnSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { accountText } from "@lab-grader/core/views/figures";
import { type FormEvent, useRef, useState } from "react";
import { AppLink } from "../../parts/app-link.tsx";
import { Confirm } from "../../parts/confirm.tsx";
import { focusFirstError } from "../../parts/focus-first-error.ts";
import { LearnerText } from "../../parts/learner-text.tsx";
import { useNotify } from "../../parts/notifications.tsx";
import { text } from "../../text/text.ts";
import { findObstacle, isByClock, type ObstacleSource } from "../lab/obstacle.ts";
import { ObstacleAlert, obstacleWords } from "./obstacle-alert.tsx";
import { QuestionField } from "./question-field.tsx";
import { Refusal } from "./refusal.tsx";
import { signedWay } from "./signed-way.ts";
import { useEarlierAnswers } from "./use-earlier-answers.ts";
import { useHandIn } from "./use-hand-in.ts";

const { stages } = text;

/** The questions of a stage and the button that hands it in, or what stands in the way. */
export function HandInForm({
  lab,
  stage: { stage, title, questions },
  source,
  account,
  attemptLimit,
}: {
  readonly lab: AssignmentLab;
  readonly stage: AssignmentLab["stages"][number];
  readonly source: ObstacleSource;
  readonly account: OwnSandboxAccount | undefined;
  readonly attemptLimit: number | undefined;
}) {
  const { assignmentId } = lab;
  const form = useRef<HTMLFormElement>(null);
  const [isAsking, setIsAsking] = useState(false);
  const handIn = useHandIn({ assignmentId, stage, questions });
  const { progress, now } = source;
  const obstacle = findObstacle(source);
  const words = obstacle && obstacleWords(obstacle, { lab, stage, now });
  const isShut = obstacle !== undefined && !isByClock(obstacle);

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (isShut || handIn.isSending) return;
    if (!handIn.check()) return focusFirstError(form.current);
    if (handIn.unanswered > 0) return setIsAsking(true);
    void handIn.send();
  };
  const onConfirm = async () => {
    await handIn.send();
    setIsAsking(false);
  };

  return (
    <form onSubmit={onSubmit} ref={form}>
      <SpaceBetween size="l">
        {words && <ObstacleAlert of={words} />}
        {questions.length > 0 && (
          <Container
            header={
              <Header variant="h2" description={stages.questionsIntro(questions.length)}>
                {stages.questions}
              </Header>
            }
          >
            <SpaceBetween size="l">
              <EarlierAnswers
                {...{ title, questions, handIn }}
                latest={source.submissions.find((one) => one.stage === stage)}
              />
              {questions.map((question) => (
                <QuestionField
                  key={question.criterion}
                  question={question}
                  value={handIn.draft[question.criterion]}
                  error={handIn.problems.get(question.criterion)}
                  onChange={(value) => handIn.answer(question.criterion, value)}
                />
              ))}
              <Box variant="small" color="text-body-secondary">
                {handIn.unanswered < questions.length ? stages.draftKept : stages.draftNew}
              </Box>
            </SpaceBetween>
          </Container>
        )}
        <Container header={<Header variant="h2">{stages.handIn}</Header>}>
          <SpaceBetween size="m">
            <div>
              {stages.handInIntro}{" "}
              {attemptLimit === undefined || progress.left === undefined
                ? stages.costs.unlimited
                : stages.costs.limited(progress.left, attemptLimit)}
            </div>
            {account?.accountId && account.provenBy === "role" && (
              <div>
                {stages.byRole(accountText(account.accountId))}
                {lab.probes.map((probe) => (
                  <div key={probe}>{text.labs.probes[probe]}</div>
                ))}
              </div>
            )}
            {handIn.problems.size > 0 && (
              <Alert type="warning">
                <div role="alert">{stages.mend}</div>
              </Alert>
            )}
            {handIn.fault && !isAsking && <Refusal fault={handIn.fault} />}
            <Button
              variant="primary"
              formAction="submit"
              loading={handIn.isSending}
              disabled={isShut}
              disabledReason={words?.title}
            >
              {stages.handInButton}
            </Button>
            <AppLink to={signedWay(assignmentId, stage)}>{stages.otherWay}</AppLink>
          </SpaceBetween>
        </Container>
      </SpaceBetween>
      {isAsking && (
        <Confirm
          title={stages.unansweredTitle(handIn.unanswered)}
          confirm={stages.unansweredConfirm}
          cancel={stages.unansweredCancel}
          isSending={handIn.isSending}
          onConfirm={() => void onConfirm()}
          onCancel={() => setIsAsking(false)}
        >
          <div>{stages.unanswered}</div>
        </Confirm>
      )}
    </form>
  );
}

/** Offers what was answered before, while nothing new is typed. */
function EarlierAnswers({
  title,
  questions,
  handIn,
  latest,
}: {
  readonly title: string;
  readonly questions: AssignmentLab["stages"][number]["questions"];
  readonly handIn: ReturnType<typeof useHandIn>;
  readonly latest: ObstacleSource["submissions"][number] | undefined;
}) {
  const notify = useNotify();
  const earlier = useEarlierAnswers(latest?.submissionId, questions);
  if (!earlier || !latest || handIn.unanswered < questions.length) return null;
  const takeOver = () => {
    handIn.takeOver(earlier);
    notify({ type: "success", text: stages.takenOver });
  };
  return (
    <Alert type="info" action={<Button onClick={takeOver}>{stages.takeOverButton}</Button>}>
      <LearnerText>{stages.takeOver(title, latest.number)}</LearnerText>
    </Alert>
  );
}
