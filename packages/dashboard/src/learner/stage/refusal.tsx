import Button from "@cloudscape-design/components/button";
import { ApiProblem } from "@lab-grader/core/client";
import { useFollow } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { text } from "../../text/text.ts";

/** What the API said to a submission, and the way on where there is one. */
export function Refusal({ fault }: { readonly fault: Error }) {
  const follow = useFollow();
  const way = wayOf(fault);
  return (
    <>
      <FaultAlert fault={fault} />
      {way && (
        <Button href={way.to} onFollow={follow}>
          {way.text}
        </Button>
      )}
    </>
  );
}

function wayOf(fault: Error): { to: string; text: string } | undefined {
  if (!(fault instanceof ApiProblem)) return undefined;
  const { code, params } = fault.problem;
  const words = text.stages.refusedActions;
  switch (code) {
    case "submission.open":
      return { to: `/submissions/${String(params?.submissionId)}`, text: words[code] };
    case "sandbox.not_registered":
    case "sandbox.expired":
    case "sandbox.role_not_verified":
      return { to: "/sandbox", text: words[code] };
    default:
      return undefined;
  }
}

/** The criterion whose answer the API did not take, with what it says. */
export function refusedAnswer(
  fault: Error | null,
): { readonly criterion: string; readonly message: string } | undefined {
  if (!(fault instanceof ApiProblem) || fault.problem.code !== "answers.invalid") return undefined;
  const criterion = fault.problem.params?.criterion;
  return criterion === undefined
    ? undefined
    : { criterion: String(criterion), message: fault.problem.detail };
}
