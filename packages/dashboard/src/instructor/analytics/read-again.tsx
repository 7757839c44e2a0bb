import Button from "@cloudscape-design/components/button";
import { text } from "../../text/text.ts";
import { useAnalytics } from "./use-analytics.ts";

/** Adds everything up anew: it does not happen by itself, as it reads every attempt of the class. */
export function ReadAgain({ assignmentId }: { readonly assignmentId: string }) {
  const { read, isWhole, readAgain } = useAnalytics(assignmentId);
  return (
    <Button iconName="refresh" loading={!isWhole && !read.isError} onClick={readAgain}>
      {text.analytics.readAgain}
    </Button>
  );
}
