import Button from "@cloudscape-design/components/button";
import CopyToClipboard from "@cloudscape-design/components/copy-to-clipboard";
import SpaceBetween from "@cloudscape-design/components/space-between";
import { isJsonObject, type Json } from "@lab-grader/core/json";
import { useState } from "react";
import { text } from "../text/text.ts";
import { JsonNode } from "./json-node.tsx";
import "./evidence.css";

/** One JSON value as a tree that is drawn where it is open, with its whole text to be copied. */
export function JsonView({
  label,
  title,
  value,
  words,
}: {
  /** Names it among the others of the page. */
  readonly label: string;
  readonly title: string;
  readonly value: Json;
  /** Members that have them are opened and marked. */
  readonly words: string;
}) {
  const { json, copy } = text.evidence;
  // Opening all is drawing anew: every node starts as this says.
  const [depth, setDepth] = useState<{ readonly open: number; readonly turn: number }>({
    open: 2,
    turn: 0,
  });
  const startWith = (open: number) => setDepth(({ turn }) => ({ open, turn: turn + 1 }));
  const isNested = membersOf(value).some((member) => membersOf(member).length > 0);
  return (
    <section aria-label={label} className="json-view">
      <div className="json-view-head">
        <span>{title}</span>
        <SpaceBetween direction="horizontal" size="s">
          {isNested && (
            <>
              <Button
                variant="inline-link"
                ariaLabel={`${json.open}: ${label}`}
                onClick={() => startWith(Number.POSITIVE_INFINITY)}
              >
                {json.open}
              </Button>
              <Button
                variant="inline-link"
                ariaLabel={`${json.close}: ${label}`}
                onClick={() => startWith(1)}
              >
                {json.close}
              </Button>
            </>
          )}
          <CopyToClipboard
            variant="icon"
            copyButtonAriaLabel={`${text.parts.copy}: ${copy(label)}`}
            copySuccessText={text.parts.copied}
            copyErrorText={text.parts.copyFailed}
            textToCopy={JSON.stringify(value, null, 2)}
          />
        </SpaceBetween>
      </div>
      <div className="json-tree">
        <JsonNode
          key={`${depth.turn} ${words}`}
          value={value}
          words={words}
          openDepth={depth.open}
        />
      </div>
    </section>
  );
}

function membersOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  return isJsonObject(value) ? Object.values(value) : [];
}
