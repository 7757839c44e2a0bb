import { HintPolicy } from "@lab-grader/core/cohorts/assignment";
import type { AssignmentPatch } from "@lab-grader/core/contracts/endpoints/assignments";
import { DurationSeconds } from "@lab-grader/core/lab/lab";
import * as z from "zod";
import type { CommandFlag } from "../command.ts";
import { usageError } from "../command-error.ts";
import { instantOf, TimeFlag, ZoneFlag } from "./local-time.ts";

const Count = z
  .string()
  .regex(/^\d{1,4}$/, "a whole number, or none")
  .transform(Number);
const MoodleMaximum = z
  .string()
  .regex(/^\d{1,3}(\.\d{1,5})?$/, "a number, or none")
  .transform(Number);
const none = z.literal("none").transform(() => null);

const lateText =
  "such as 10%/day, 10%/day,grace=15m,floor=50%,tokens=2, or none; per day or per hour";
const Late = z
  .string()
  .regex(
    /^\d{1,3}(\.\d{1,2})?%\/(day|hour)(,(grace=\d+[smhd]|floor=\d{1,3}(\.\d{1,2})?%|tokens=\d{1,3}))*$/,
    lateText,
  )
  .transform(latePolicyOf);

/** The rules of an assignment, as `assignment create` and `assignment change` take them. */
export const ruleFlags: readonly CommandFlag[] = [
  {
    flags: "--zone <zone>",
    description: "of times without an offset, and in which they are shown",
  },
  { flags: "--title <title>", description: "of its column in the gradebook" },
  { flags: "--attempts <count>", description: "per stage, or none for no limit" },
  { flags: "--cool-down <time>", description: "between two attempts of a stage: 10m, or none" },
  { flags: "--keep <which>", description: "best or last" },
  { flags: "--late <policy>", description: lateText },
  { flags: "--hints <policy>", description: "off, free or one_per_attempt" },
  { flags: "--blocked-feedback <what>", description: "full or unknownOnly" },
  { flags: "--release <when>", description: "released, or hidden until you release" },
  { flags: "--set <variable=value...>", description: "values of the lab's variables" },
  { flags: "--canvas-id <number>", description: "of its column in Canvas, or none" },
  { flags: "--moodle-maximum <points>", description: "of its grade item in Moodle, or none" },
];

export const ruleInput = {
  zone: ZoneFlag.optional(),
  title: z.string().min(1).max(100).optional(),
  attempts: none.or(Count).optional(),
  coolDown: none.or(DurationSeconds).optional(),
  keep: z.enum(["best", "last"]).optional(),
  late: none.or(Late).optional(),
  hints: HintPolicy.optional(),
  blockedFeedback: z.enum(["full", "unknownOnly"]).optional(),
  release: z.enum(["released", "hidden"]).optional(),
  set: z.array(z.string().regex(/^[A-Za-z][A-Za-z0-9]*=/, "variable=value")).optional(),
  canvasId: none.or(z.string().regex(/^\d{1,20}$/, "digits only, or none")).optional(),
  moodleMaximum: none.or(MoodleMaximum).optional(),
};

export const dateInput = {
  opens: TimeFlag.optional(),
  due: TimeFlag.optional(),
  closes: TimeFlag.optional(),
};

type Rules = z.output<z.ZodObject<typeof ruleInput>>;
type Dates = z.output<z.ZodObject<typeof dateInput>>;
type RuleBody = Omit<AssignmentPatch, "version" | "opensAt" | "dueAt" | "closesAt">;

/** What was typed, as the API takes it; what was not typed is left out. */
export function ruleBody(rules: Rules): RuleBody {
  const { zone, title, attempts, coolDown, keep, late, hints, release, canvasId } = rules;
  return {
    ...(zone === undefined ? {} : { timeZone: zone }),
    ...(title === undefined ? {} : { title }),
    ...(attempts === undefined ? {} : { attemptLimit: attempts }),
    ...(coolDown === undefined ? {} : { coolDownSeconds: coolDown }),
    ...(keep === undefined ? {} : { keep }),
    ...(late === undefined ? {} : { latePolicy: late }),
    ...(hints === undefined ? {} : { hints }),
    ...(rules.blockedFeedback === undefined ? {} : { blockedFeedback: rules.blockedFeedback }),
    ...(release === undefined ? {} : { release }),
    ...(rules.set === undefined ? {} : { variables: variablesOf(rules.set) }),
    ...(canvasId === undefined ? {} : { canvasId }),
    ...(rules.moodleMaximum === undefined ? {} : { moodleMaximum: rules.moodleMaximum }),
  };
}

/** The dates that were typed, in UTC. @throws CommandError of kind `usage` */
export function dateBody(
  { opens, due, closes }: Dates,
  zone: string | undefined,
): Pick<AssignmentPatch, "opensAt" | "dueAt" | "closesAt"> {
  return {
    ...(opens === undefined ? {} : { opensAt: instantOf(opens, "--opens", zone) }),
    ...(due === undefined ? {} : { dueAt: instantOf(due, "--due", zone) }),
    ...(closes === undefined ? {} : { closesAt: instantOf(closes, "--closes", zone) }),
  };
}

function variablesOf(settings: readonly string[]): Record<string, string> {
  const variables = new Map<string, string>();
  for (const setting of settings) {
    const at = setting.indexOf("=");
    const name = setting.slice(0, at);
    if (variables.has(name))
      throw usageError("usage.set_twice", `--set: ${name} is set more than once.`);
    variables.set(name, setting.slice(at + 1));
  }
  return Object.fromEntries(variables);
}

/** `10%/day,grace=15m,floor=50%,tokens=2` */
function latePolicyOf(text: string): NonNullable<AssignmentPatch["latePolicy"]> {
  const [rate = "", ...more] = text.split(",");
  const [percent = "", per] = rate.split("/");
  const options = new Map(
    more.map((each): [string, string] => {
      const [name = "", value = ""] = each.split("=");
      return [name, value];
    }),
  );
  const tokens = options.get("tokens");
  return {
    percentPerInterval: Number.parseFloat(percent),
    intervalSeconds: per === "hour" ? 3600 : 86_400,
    graceSeconds: DurationSeconds.parse(options.get("grace") ?? "0s"),
    floorPercent: Number.parseFloat(options.get("floor") ?? "0"),
    ...(tokens === undefined ? {} : { tokens: Number(tokens) }),
  };
}
