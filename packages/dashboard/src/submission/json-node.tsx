import { isJsonObject, type Json } from "@lab-grader/core/json";
import { type ReactNode, useState } from "react";
import { text } from "../text/text.ts";
import { jsonHas } from "./found-facts.ts";

// What is drawn at once of one list or object: the browser stays quick, whatever AWS answers.
const mostAtOnce = 100;

interface NodeProps {
  readonly value: Json;
  /** Of the member; absent for the whole and in lists. */
  readonly name?: string;
  readonly words: string;
  /** So many levels from here are open at the start. */
  readonly openDepth: number;
}

/** One value of a tree. What is not open is not drawn. */
export function JsonNode({ value, name, words, openDepth }: NodeProps) {
  const isList = Array.isArray(value);
  if (isList || isJsonObject(value)) {
    const members: readonly (readonly [string, Json])[] = isList
      ? value.map((each, place): [string, Json] => [String(place), each])
      : Object.entries(value);
    return <Branch {...{ value, name, words, openDepth, members, isList }} />;
  }
  return (
    <div className="json-leaf">
      <Name name={name} words={words} />
      <Leaf value={value} words={words} />
    </div>
  );
}

function Branch({
  value,
  name,
  words,
  openDepth,
  members,
  isList,
}: NodeProps & {
  readonly members: readonly (readonly [string, Json])[];
  readonly isList: boolean;
}) {
  const { json } = text.evidence;
  const [isOpen, setOpen] = useState(openDepth > 0 || (words !== "" && jsonHas(value, words)));
  const [most, setMost] = useState(mostAtOnce);
  const count = isList ? json.items(members.length) : json.members(members.length);
  if (members.length === 0) {
    return (
      <div className="json-leaf">
        <Name name={name} words={words} />
        <span className="json-count">{isList ? "[]" : "{}"}</span>
      </div>
    );
  }
  return (
    <div>
      <button type="button" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <span aria-hidden className="json-arrow">
          {isOpen ? "▾" : "▸"}
        </span>
        <Name name={name} words={words} />
        <span className="json-count">{count}</span>
      </button>
      {isOpen && (
        <div className="json-members">
          {members.slice(0, most).map(([member, each]) => (
            <JsonNode
              key={member}
              name={member}
              value={each}
              words={words}
              openDepth={openDepth - 1}
            />
          ))}
          {members.length > most && (
            <button type="button" onClick={() => setMost(most + mostAtOnce)}>
              {json.more(Math.min(mostAtOnce, members.length - most))}
            </button>
          )}
        </div>
      )}
    </div>
  );
}

function Name({ name, words }: Pick<NodeProps, "name" | "words">) {
  if (name === undefined) return null;
  return (
    <span className="json-name">
      <Marked words={words}>{name}</Marked>
      {": "}
    </span>
  );
}

function Leaf({ value, words }: Pick<NodeProps, "value" | "words">) {
  return (
    <span className={typeof value === "string" ? "json-string" : "json-other"}>
      <Marked words={words}>{JSON.stringify(value)}</Marked>
    </span>
  );
}

/** The text, with what was searched for marked in it. */
function Marked({
  children,
  words,
}: {
  readonly children: string;
  readonly words: string;
}): ReactNode {
  const wanted = words.trim().toLowerCase();
  const at = wanted === "" ? -1 : children.toLowerCase().indexOf(wanted);
  if (at === -1) return children;
  const end = at + wanted.length;
  return (
    <>
      {children.slice(0, at)}
      <mark>{children.slice(at, end)}</mark>
      {children.slice(end)}
    </>
  );
}
