import Alert from "@cloudscape-design/components/alert";
import Button from "@cloudscape-design/components/button";
import { getSandboxAccount } from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import { useOperation } from "../../api/use-operation.ts";
import { useFollow } from "../../parts/app-link.tsx";
import { FaultAlert } from "../../parts/fault-alert.tsx";
import { text } from "../../text/text.ts";
import { accountObstacle } from "../lab/obstacle.ts";

/** Says what is missing of the sandbox account, before somebody builds in the wrong place. */
export function AccountBanner() {
  const { account: words } = text.labs;
  const follow = useFollow();
  const { data: account, error, refetch, isFetching } = useOperation(getSandboxAccount, {});
  if (error) {
    return (
      <FaultAlert
        fault={error}
        title={words.unreadable}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    );
  }
  const obstacle = account && accountObstacle(account, Date.now());
  if (obstacle?.kind !== "no_account") return null;
  const isVerifying = account?.state === "verifying";
  return (
    <Alert
      type={isVerifying ? "info" : "warning"}
      header={words[isVerifying ? "verifying" : obstacle.account]}
      action={
        <Button href="/sandbox" onFollow={follow}>
          {words.action}
        </Button>
      }
    >
      {words.text}
    </Alert>
  );
}
