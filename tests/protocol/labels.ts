import type { Task } from "./programs.ts";
import type { Process } from "./world.ts";

/** Who a process is, for a person who reads a schedule. */
export function describe({ local }: Process): string {
  const task: Task = JSON.parse(local.name);
  switch (task.kind) {
    case "learner":
      return `learner-0${task.learner} ${task.stage} (${task.key})`;
    case "instructor":
      return `${task.login} ${task.submission}`;
    case "terms":
      return `${task.login} decides ${JSON.stringify(task.change)}`;
    case "canceler":
      return `canceler ${task.cancels}`;
    case "operator":
      return `operator ${task.redrives}`;
    case "grader":
      return `grader of ${timeOf(task.startedAt)}, delivery ${task.receiveCount} of ${task.submissionId}`;
    case "dead-letters":
      return `dead letters, ${task.submissionId}`;
    case "reconciler":
      return "reconciler";
    default:
      return task satisfies never;
  }
}

/** The fields of a result that tell the protocol's story. */
export function briefly(result: unknown): string {
  if (typeof result !== "object" || result === null) return String(result);
  if ("items" in result && Array.isArray(result.items))
    return `[${result.items.map(briefly).join("; ")}]`;
  const told = ["sk", "state", "claim", "effectiveGrade", "followUp", "version", "points"];
  return Object.entries(result)
    .filter(([field]) => told.includes(field))
    .map(([field, value]) => `${field} ${value}`)
    .join(", ");
}

function timeOf(instant: string): string {
  return instant.slice("2026-03-01T".length, -".000Z".length);
}
