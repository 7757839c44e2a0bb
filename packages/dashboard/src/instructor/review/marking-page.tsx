import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Toggle from "@cloudscape-design/components/toggle";
import { getUnmarked } from "@lab-grader/core/contracts/endpoints/review";
import { useState } from "react";
import { useParams } from "react-router";
import { useOperation } from "../../api/use-operation.ts";
import { AppLink } from "../../parts/app-link.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { AssignmentFrame } from "../assignment-frame.tsx";
import { MarkingKeys } from "./marking-keys.tsx";
import { MarkingText } from "./marking-text.tsx";

/** Marks texts one after the other, by keyboard and without names. */
export function MarkingPage() {
  const { assignmentId = "" } = useParams();
  const [names, setNames] = useQueryText("names", "after");
  const [showsKeys, setShowsKeys] = useState(false);
  const { marking } = text.review;
  return (
    <AssignmentFrame
      assignmentId={assignmentId}
      title={marking.title}
      description={marking.description}
      actions={<Button onClick={() => setShowsKeys(true)}>{marking.keys}</Button>}
    >
      {() => (
        <SpaceBetween size="l">
          <Toggle
            checked={names === "shown"}
            description={marking.showNamesMeans}
            onChange={({ detail }) => setNames(detail.checked ? "shown" : "")}
          >
            {marking.showNames}
          </Toggle>
          <MarkingRow
            assignmentId={assignmentId}
            isNamed={names === "shown"}
            onKeys={() => setShowsKeys(true)}
          />
          {showsKeys && <MarkingKeys onClose={() => setShowsKeys(false)} />}
        </SpaceBetween>
      )}
    </AssignmentFrame>
  );
}

function MarkingRow({
  assignmentId,
  isNamed,
  onKeys,
}: {
  readonly assignmentId: string;
  readonly isNamed: boolean;
  readonly onKeys: () => void;
}) {
  const [after, setAfter] = useQueryText("after");
  const [marked, setMarked] = useState(0);
  const row = useOperation(getUnmarked, {
    params: { assignmentId },
    query: {
      hideNames: isNamed ? "false" : "true",
      ...(/^[0-9a-f]{16}$/.test(after) ? { after } : {}),
    },
  });
  const { marking } = text.review;
  return (
    <Loaded read={row}>
      {({ next, left }) => {
        const criterion = next?.criteria[0];
        if (next && criterion) {
          return (
            <MarkingText
              key={`${next.place} ${criterion.criterion}`}
              {...{ assignmentId, next, criterion, left, marked, onKeys }}
              onMarked={() => setMarked(marked + 1)}
              onLater={() => setAfter(next.place)}
            />
          );
        }
        const isEnd = left > 0 && after !== "";
        return (
          <div role="status">
            <Empty
              title={isEnd ? marking.endTitle : marking.nothingTitle}
              action={
                isEnd ? (
                  <Button variant="primary" onClick={() => setAfter("")}>
                    {marking.again}
                  </Button>
                ) : (
                  <AppLink to={`/assignments/${assignmentId}`}>{marking.back}</AppLink>
                )
              }
            >
              {isEnd ? marking.end(marking.left(left)) : marking.nothing}
              {marked > 0 && <div>{marking.done(marked)}</div>}
            </Empty>
          </div>
        );
      }}
    </Loaded>
  );
}
