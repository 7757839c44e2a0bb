/** Why a document was refused. */
export interface PolicyProblem {
  /** `malformed`: AWS refuses it too; `unsupported`: AWS would take it, the sandbox can't. */
  readonly kind: "malformed" | "unsupported";
  /** `Statement[0].Condition.IpAddress`; the document itself is `document`. */
  readonly path: string;
  readonly message: string;
}

/** Leaves the parser at the first place that the grammar doesn't have. */
export class PolicyRefusal extends Error {
  override readonly name = "PolicyRefusal";
  readonly problem: PolicyProblem;

  constructor(problem: PolicyProblem) {
    super(`${problem.path}: ${problem.message}`);
    this.problem = problem;
  }
}

/** @throws PolicyRefusal always. */
export function refuse(kind: PolicyProblem["kind"], path: string, message: string): never {
  throw new PolicyRefusal({ kind, path, message });
}

/** The members of an object that may have only these. @throws PolicyRefusal */
export function propertiesOf(
  value: unknown,
  path: string,
  allowed?: readonly string[],
): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    return refuse("malformed", path, "expected an object");
  }
  const entries = Object.entries(value);
  const stranger = entries.find(([name]) => allowed !== undefined && !allowed.includes(name));
  if (stranger !== undefined) {
    const at = path === "document" ? stranger[0] : `${path}.${stranger[0]}`;
    refuse("malformed", at, `is no element of a policy; there are ${allowed?.join(", ")}`);
  }
  return Object.fromEntries(entries);
}

/** A text or a list of texts, as a list. @throws PolicyRefusal */
export function textsOf(value: unknown, path: string): string[] {
  const list: unknown[] = Array.isArray(value) ? value : [value];
  if (list.length === 0) {
    refuse("malformed", path, "is empty");
  }
  return list.map((entry) => {
    const text = typeof entry === "number" || typeof entry === "boolean" ? String(entry) : entry;
    if (typeof text !== "string") {
      return refuse("malformed", path, "expected a text or a list of texts");
    }
    if (text.includes("${")) {
      return refuse(
        "unsupported",
        path,
        `policy variables (${text}) are not supported by the local sandbox`,
      );
    }
    return text;
  });
}
