import { accountText } from "@lab-grader/core/views/figures";
import type { OutcomeView } from "@lab-grader/core/views/outcome-view";
import { LearnerText } from "../parts/learner-text.tsx";
import { Moment } from "../parts/moment.tsx";
import { text } from "../text/text.ts";
import { useSurroundings } from "./criterion-context.tsx";

type LookedAt = OutcomeView["lookedAt"][number];

/** What we called, where and when: the same call shows the learner the same. */
export function LookedAtList({ lookedAt }: Pick<OutcomeView, "lookedAt">) {
  const { view } = useSurroundings();
  // Pages and repetitions are one call for a reader; the first says when.
  const calls = [...Map.groupBy(lookedAt, nameOf).values()].flatMap(([first]) => first ?? []);
  return (
    <>
      <ul>
        {calls.map((call) => (
          <li key={nameOf(call)}>
            <LearnerText>{nameOf(call)}</LearnerText>, <Moment at={call.at} show="time" />
          </li>
        ))}
      </ul>
      <div>{text.submissions.inAccount(accountText(view.accountId))}</div>
    </>
  );
}

/** `dynamodb DescribeTable, lab-orders, us-east-1` */
function nameOf({ service, operation, region, resource }: LookedAt): string {
  return [`${service} ${operation}`, resource, region].filter(Boolean).join(", ");
}
