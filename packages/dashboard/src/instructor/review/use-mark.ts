import {
  getUnmarked,
  markAtPlace,
  type UnmarkedView,
} from "@lab-grader/core/contracts/endpoints/review";
import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import * as z from "zod";
import { describeFault, problemCode } from "../../api/fault.ts";
import { useChange } from "../../api/use-change.ts";
import { useNotify } from "../../parts/notifications.tsx";
import { useDraft } from "../../parts/use-draft.ts";
import { text } from "../../text/text.ts";

const Draft = z.object({ level: z.int().optional(), note: z.string() });
const longestNote = 2000;
/** Somebody else was faster: the row is looked at again. */
const overtakenCodes: ReadonlySet<string | undefined> = new Set([
  "grade.changed",
  "mark.nothing_here",
]);

export type Mark = ReturnType<typeof useMark>;

/** The mark of one text: chosen, typed, kept on this device until it is sent. */
export function useMark({
  assignmentId,
  next,
  criterion,
  onMarked,
}: {
  readonly assignmentId: string;
  readonly next: UnmarkedView;
  readonly criterion: UnmarkedView["criteria"][number];
  readonly onMarked: () => void;
}) {
  const { place, gradeId: seenGrade } = next;
  const name = `mark.${assignmentId}.${place}.${criterion.criterion}`;
  const draft = useDraft(name, Draft, { note: "" });
  const [isAsked, setAsked] = useState(false);
  const change = useChange(markAtPlace, { changes: [getUnmarked] });
  const queries = useQueryClient();
  const notify = useNotify();
  const { level, note } = draft.value;
  const { error } = change;
  const isOvertaken = overtakenCodes.has(problemCode(error)) && error !== null;

  useEffect(() => {
    if (!isOvertaken) return;
    const { marking } = text.review;
    const isGone = problemCode(error) === "mark.nothing_here";
    const words = isGone ? marking.gone : marking.overtaken(describeFault(error).detail);
    notify({ type: "info", text: words });
    void queries.invalidateQueries({ queryKey: [getUnmarked.name] });
  }, [isOvertaken, error, notify, queries]);

  const send = async () => {
    setAsked(true);
    const comment = note.trim();
    if (level === undefined || comment.length > longestNote) return;
    const answer = await change.send({
      params: { assignmentId, place },
      body: {
        ...{ criterion: criterion.criterion, level, seenGrade },
        ...(comment === "" ? {} : { comment }),
      },
    });
    if (!answer) return;
    draft.forget();
    onMarked();
  };

  return {
    level,
    note,
    choose: (chosen: number | undefined) => draft.change({ note, level: chosen }),
    write: (typed: string) => draft.change({ level, note: typed }),
    send,
    isSending: change.isSending,
    fault: isOvertaken ? undefined : error,
    isLevelMissing: isAsked && level === undefined,
    noteLength: note.trim().length,
    longestNote,
  };
}
