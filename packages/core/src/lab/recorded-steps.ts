import { isJsonObject, type Json, type JsonObject } from "../json.ts";
import { type RecordedTexts, recordedTexts } from "./recorded-texts.ts";
import { jsonTexts } from "./resolve-step.ts";
import type { Step } from "./step.ts";
import type { Variables } from "./variables.ts";

/** A call that somebody made, in the words of the AWS CLI. */
export interface RecordedCall {
  readonly service: string;
  readonly command: string;
  readonly region: string;
  readonly input: JsonObject;
  readonly output: JsonObject;
}

/** A step as a solution writes it: a name and one command. */
export interface RecordedStep {
  readonly name: string;
  readonly source: JsonObject;
}

/** Reads leave nothing behind, and who somebody is belongs to no solution. */
const readCommand =
  /^(batch-get|check|describe|estimate|get|head|list|lookup|query|scan|search|simulate|test|transact-get|validate)(-|$)/;
const identityServices = new Set(["sts"]);
/** The AWS CLI makes one up for every call. */
const idempotencyToken = /^(ClientToken|ClientRequestToken|CreatorRequestId|IdempotencyToken)$/i;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Makes steps of calls, one after the other: what a learner would have typed. */
export class StepRecorder {
  readonly #texts: RecordedTexts;
  readonly #taken: Set<string>;
  readonly #former: Pick<Step, "name" | "service" | "command">[];
  readonly #region: string | undefined;

  constructor(from: {
    /** The lab's, and `learner.accountId` and the like, with the values of this account. */
    readonly variables: Variables;
    /** Names that other steps of the solution have. */
    readonly taken: Iterable<string>;
    /** Steps that these take the place of: whoever types the same command keeps its name. */
    readonly former?: readonly Pick<Step, "name" | "service" | "command">[];
  }) {
    this.#texts = recordedTexts(from.variables);
    this.#taken = new Set(["answers", ...from.taken]);
    this.#former = [...(from.former ?? [])];
    this.#region = from.variables.region;
  }

  /** `undefined`: the call changes nothing. */
  record(call: RecordedCall): RecordedStep | undefined {
    const { service, command, region, input, output } = call;
    if (!isChange(call)) return undefined;
    const name = this.#nameOf(call);
    const source: JsonObject = {
      [`${service} ${command}`]: this.#parametersOf(input),
      ...(region === this.#region ? {} : { in: this.#texts.written(region) }),
    };
    this.#texts.learn(name, { input, output });
    return { name, source };
  }

  /** Makes the answer of a step that was not recorded here known to those that are. */
  learn(step: string, answer: Json): void {
    this.#texts.learn(step, { input: {}, output: answer });
  }

  #parametersOf(input: JsonObject): JsonObject {
    return Object.fromEntries(
      Object.entries(input).flatMap(([key, value]): [string, Json][] => {
        if (idempotencyToken.test(key) && typeof value === "string" && uuid.test(value)) return [];
        return [[key, this.#written(jsonTexts.has(key) ? opened(value) : value)]];
      }),
    );
  }

  #written(value: Json): Json {
    if (typeof value === "string") return this.#texts.written(value);
    if (Array.isArray(value)) return value.map((item: Json) => this.#written(item));
    if (!isJsonObject(value)) return value;
    return Object.fromEntries(
      // A batch of writes has the table's name for a key.
      Object.entries(value).map(([key, member]) => [
        this.#texts.written(key),
        this.#written(member),
      ]),
    );
  }

  #nameOf({ service, command }: RecordedCall): string {
    const at = this.#former.findIndex(
      (step) => step.service === service && step.command === command,
    );
    const [former] = at === -1 ? [] : this.#former.splice(at, 1);
    if (former && !this.#taken.has(former.name)) {
      this.#taken.add(former.name);
      return former.name;
    }
    const base = command.slice(0, 36).replace(/-$/, "");
    let name = base;
    for (let number = 2; this.#taken.has(name); number += 1) name = `${base}-${number}`;
    this.#taken.add(name);
    return name;
  }
}

function isChange({ service, command, input }: RecordedCall): boolean {
  if (identityServices.has(service) || readCommand.test(command)) return false;
  const { Statement } = input;
  return typeof Statement !== "string" || !/^\s*select\b/i.test(Statement);
}

/** A policy document reads better as a map; whoever runs the step makes a text of it again. */
function opened(value: Json): Json {
  if (typeof value !== "string") return value;
  try {
    const parsed: Json = JSON.parse(value);
    return isJsonObject(parsed) ? parsed : value;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return value;
  }
}
