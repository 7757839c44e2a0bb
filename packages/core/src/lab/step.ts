import * as z from "zod";
import { Region } from "../ids.ts";
import { isJsonObject, JsonObject } from "../json.ts";
import { type Path, type Places, parseWith } from "./places.ts";
import type { LabProblem, Loaded } from "./problem.ts";

/** Unique in a lab: other steps name its answer by it. */
export const StepName = z
  .string()
  .regex(
    /^[a-z][a-z0-9-]{0,39}$/,
    "a step name: lower-case letters, digits and hyphens, at most 40 characters",
  )
  .refine((name) => name !== "answers", "`answers` is not a step: it holds the learner's answers");

/** One AWS CLI command of a solution, as the learner would type it. */
export interface Step {
  readonly name: string;
  /** As the AWS CLI writes it: `dynamodb`. */
  readonly service: string;
  /** As the AWS CLI writes it: `create-table`. */
  readonly command: string;
  /** What `--cli-input-yaml` takes; variables and `${step.Path}` are not filled in. */
  readonly parameters: JsonObject;
  /** Absent: the lab's own. */
  readonly region?: string | undefined;
}

const commandText = /^([a-z][a-z0-9-]*) ([a-z][a-z0-9-]*)$/;
const StepRegion = z.union([Region, z.string().startsWith("$")], {
  error: "an AWS region, such as us-east-1, or a variable",
});

/** Reads the map of steps of one stage or of one part of a case, in its order. */
export function readSteps(
  value: Readonly<Record<string, unknown>>,
  below: Path,
  places: Places,
): Loaded<readonly Step[]> {
  const steps: Step[] = [];
  const problems: LabProblem[] = [];
  for (const [name, step] of Object.entries(value)) {
    const read = readStep(name, step, [...below, name], places);
    if (read.ok) steps.push(read.value);
    else problems.push(...read.problems);
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: steps };
}

function readStep(name: string, value: unknown, path: Path, places: Places): Loaded<Step> {
  if (!isJsonObject(value)) {
    return failed(places.problemAt(path, "a step is a map with one AWS CLI command"));
  }
  const { in: region, ...commands } = value;
  const [command, ...more] = Object.keys(commands);
  if (command === undefined) {
    return failed(
      places.problemAt(path, "a step has one AWS CLI command, such as `dynamodb create-table`"),
    );
  }
  if (more.length > 0) {
    return failed(
      places.problemAtKey(
        [...path, ...more.slice(0, 1)],
        "a step has one command; give this one a step of its own",
      ),
    );
  }
  const [, service = "", operation = ""] = commandText.exec(command) ?? [];
  if (service === "") {
    return failed(
      places.problemAtKey(
        [...path, command],
        `"${command}" is not an AWS CLI command, such as \`dynamodb create-table\``,
      ),
    );
  }
  const parameters = parseWith(places, JsonObject, commands[command] ?? {}, [...path, command]);
  if (!parameters.ok) return parameters;
  const parsedRegion = parseWith(places, StepRegion.optional(), region, [...path, "in"]);
  if (!parsedRegion.ok) return parsedRegion;
  return {
    ok: true,
    value: {
      name,
      service,
      command: operation,
      parameters: parameters.value,
      region: parsedRegion.value,
    },
  };
}

function failed(problem: LabProblem): Loaded<Step> {
  return { ok: false, problems: [problem] };
}
