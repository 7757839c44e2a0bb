import Alert from "@cloudscape-design/components/alert";
import Box from "@cloudscape-design/components/box";
import Button from "@cloudscape-design/components/button";
import { describeFault } from "../api/fault.ts";
import { text } from "../text/text.ts";
import { LearnerText } from "./learner-text.tsx";

/** What happened, what to do, and the request's id for whoever runs the service. */
export function FaultAlert({
  fault,
  title,
  onRetry,
  isRetrying = false,
}: {
  readonly fault: unknown;
  /** Instead of the fault's own. */
  readonly title?: string;
  readonly onRetry?: () => void;
  readonly isRetrying?: boolean;
}) {
  const words = describeFault(fault);
  return (
    <div role="alert">
      <Alert
        type="error"
        header={title ?? words.title}
        action={
          onRetry && (
            <Button onClick={onRetry} loading={isRetrying}>
              {text.faults.retry}
            </Button>
          )
        }
      >
        <LearnerText>{words.detail}</LearnerText>
        {words.requestId && (
          <Box variant="small" display="block">
            {text.faults.requestId(words.requestId)}
          </Box>
        )}
      </Alert>
    </div>
  );
}
