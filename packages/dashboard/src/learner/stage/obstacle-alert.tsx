import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import type { AssignmentLab } from "@lab-grader/core/views/assignment-lab";
import { useFollow } from "../../parts/app-link.tsx";
import { LearnerText } from "../../parts/learner-text.tsx";
import { formatMoment } from "../../parts/moment.tsx";
import { text } from "../../text/text.ts";
import { spanWords } from "../lab/due.ts";
import type { Obstacle } from "../lab/obstacle.ts";
import { stageTitle } from "../lab/stage-order.ts";
import { signedWay } from "./signed-way.ts";

const words = text.stages.obstacles;

interface ObstacleWords {
  readonly title: string;
  readonly text: string;
  readonly action?: { readonly to: string; readonly text: string };
}

/** Why nothing can be handed in now, and the way on. */
export function ObstacleAlert({ of }: { readonly of: ObstacleWords }) {
  const follow = useFollow();
  const { action } = of;
  return (
    <Alert
      type="info"
      header={<LearnerText>{of.title}</LearnerText>}
      action={
        action && (
          <Button href={action.to} onFollow={follow}>
            <LearnerText>{action.text}</LearnerText>
          </Button>
        )
      }
    >
      <LearnerText>{of.text}</LearnerText>
    </Alert>
  );
}

export function obstacleWords(
  obstacle: Obstacle,
  {
    lab,
    stage,
    now,
  }: { readonly lab: AssignmentLab; readonly stage: string; readonly now: number },
): ObstacleWords {
  const { assignmentId } = lab;
  switch (obstacle.kind) {
    case "locked": {
      const before = stageTitle(lab, obstacle.after);
      const to = `/labs/${assignmentId}/stages/${obstacle.after}`;
      return {
        title: words.locked.title,
        text: words.locked.text(before),
        action: { to, text: words.locked.action(before) },
      };
    }
    case "upcoming":
      return {
        title: words.upcoming.title,
        text: words.upcoming.text(formatMoment(obstacle.opensAt)),
      };
    case "closed":
      return {
        title: words.closed.title,
        text: words.closed.text(formatMoment(obstacle.closesAt)),
      };
    case "on_its_way": {
      const { title, text: detail, action } = words.on_its_way;
      const to = `/submissions/${obstacle.submissionId}`;
      return { title, text: detail, action: { to, text: action } };
    }
    case "exhausted":
      return { title: words.exhausted.title, text: words.exhausted.text(obstacle.attempts) };
    case "cool_down": {
      const span = spanWords(Date.parse(obstacle.until) - now);
      const { title, text: detail } = words.cool_down;
      return { title, text: detail(formatMoment(obstacle.until), span) };
    }
    case "no_account": {
      const { title, text: detail, action } = words.no_account;
      return {
        title: title[obstacle.account],
        text: detail,
        action: { to: "/sandbox", text: action },
      };
    }
    case "signed_only": {
      const { title, text: detail, action } = words.signed_only;
      return { title, text: detail, action: { to: signedWay(assignmentId, stage), text: action } };
    }
    default:
      return obstacle satisfies never;
  }
}
