import * as z from "zod";
import { type Policy, parsePolicy } from "../../policy/document.ts";
import { statementElements } from "../../policy/statement.ts";
import { notInSandbox } from "../not-in-sandbox.ts";
import { invalidParameter, validationError } from "./errors.ts";
import { grantsUnboundedAccess } from "./public-access.ts";

const mostBytes = 20_480;
const Properties = z.record(z.string(), z.unknown());
const Document = z.object({
  Version: z.string().default("2008-10-17"),
  Id: z.string().optional(),
  Statement: z.union([Properties, z.array(Properties)]).transform((value) => [value].flat()),
});

/** A resource policy as it is stored: AWS gives back its own spelling of what it was given. */
export function checkedPolicy(text: string): Policy {
  if (Buffer.byteLength(text) > mostBytes)
    throw invalidParameter(`Maximum policy size of ${mostBytes} bytes exceeded`);
  const json = parsedJson(text);
  if (json === undefined) throw invalidDocument("This policy contains invalid Json");
  if (grantsUnboundedAccess(json))
    throw validationError(
      "Resource-based policy grants unbounded access in one or more elements. Please revise the policy to ensure least-privilege form of access",
    );
  const document = Document.safeParse(json);
  if (!document.success) throw invalidDocument("Missing required field Statement");
  const parsed = parsePolicy(canonicalText(document.data), "resource");
  if (parsed.ok) return parsed.policy;
  const { kind, path, message } = parsed.problem;
  if (kind === "unsupported") throw notInSandbox(`${path} of a resource policy (${message})`);
  if (path.includes("Principal")) throw validationError("Invalid principal in policy document.");
  throw invalidDocument(`${path}: ${message}`);
}

/** Minified, elements in a fixed order, lists of one as texts, account ids as ARNs of the root. */
function canonicalText({ Version, Id, Statement }: z.infer<typeof Document>): string {
  return JSON.stringify({
    Version,
    ...(Id === undefined ? {} : { Id }),
    Statement: Statement.map(canonicalStatement),
  });
}

function canonicalStatement(statement: Record<string, unknown>): Record<string, unknown> {
  const known = statementElements.filter((name) => statement[name] !== undefined);
  // Strangers stay, so that the grammar refuses them by name.
  const strangers = Object.keys(statement).filter((name) => !statementElements.includes(name));
  return Object.fromEntries(
    [...known, ...strangers].map((name) => [name, canonicalElement(name, statement[name])]),
  );
}

function canonicalElement(name: string, value: unknown): unknown {
  if (name === "Effect" && typeof value === "string")
    return value.slice(0, 1).toUpperCase() + value.slice(1).toLowerCase();
  if (name === "Condition") return value;
  if (!name.endsWith("Principal")) return oneOrList(value);
  const principals = Properties.safeParse(value);
  if (!principals.success) return value;
  return Object.fromEntries(
    Object.entries(principals.data).map(([kind, entries]) => [kind, oneOrList(asArns(entries))]),
  );
}

function asArns(entries: unknown): unknown[] {
  const arns = [entries]
    .flat()
    .map((entry) =>
      typeof entry === "string" && /^\d{12}$/.test(entry) ? `arn:aws:iam::${entry}:root` : entry,
    );
  return [...new Set(arns)];
}

function oneOrList(value: unknown): unknown {
  return Array.isArray(value) && value.length === 1 ? value[0] : value;
}

function invalidDocument(reason: string): Error {
  return invalidParameter(`Invalid policy document: ${reason}`);
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
