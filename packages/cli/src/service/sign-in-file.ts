import { chmod, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import * as z from "zod";
import type { CommandContext } from "../command.ts";
import { usageError } from "../command-error.ts";

/** Who is signed in on this machine, and where. Holds secrets: only its owner may read the file. */
export const SignIn = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("person"),
    apiUrl: z.url(),
    signInUrl: z.url(),
    clientId: z.string(),
    login: z.string(),
    accessToken: z.string(),
    /** Of the access token, milliseconds since the epoch. */
    expiresAtMs: z.int(),
    refreshToken: z.string().optional(),
  }),
  /** With a one-time token of a lab's page. */
  z.strictObject({ kind: z.literal("oneTime"), apiUrl: z.url(), token: z.string() }),
]);
export type SignIn = z.infer<typeof SignIn>;

type Environment = CommandContext["environment"];

/** In the user's own configuration; `undefined` where the environment does not say where that is. */
export function signInFile(environment: Environment): string | undefined {
  const { XDG_CONFIG_HOME, APPDATA, HOME } = environment;
  const own = process.platform === "win32" ? APPDATA : HOME && join(HOME, ".config");
  const base = XDG_CONFIG_HOME || own;
  return base ? join(base, "labgrader", "sign-in.json") : undefined;
}

/** @throws CommandError of kind `usage` where the file is there and is not ours. */
export async function readSignIn(environment: Environment): Promise<SignIn | undefined> {
  const file = signInFile(environment);
  if (file === undefined) return undefined;
  const text = await readFile(file, "utf8").catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === "ENOENT") return undefined;
    throw fault;
  });
  if (text === undefined) return undefined;
  const parsed = SignIn.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  throw usageError("auth.file", `${file} can't be read. Sign in again: labgrader login <site>`);
}

/** Whole or not at all: it is written beside and put in place. */
export async function writeSignIn(environment: Environment, signIn: SignIn): Promise<void> {
  const file = signInFile(environment);
  if (file === undefined) {
    throw usageError("usage.environment", "Where is your home? Set HOME, or XDG_CONFIG_HOME.");
  }
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, `${JSON.stringify(signIn)}\n`, { mode: 0o600 });
  // The mode above is that of a new file only.
  await chmod(draft, 0o600);
  await rename(draft, file);
}

export async function removeSignIn(environment: Environment): Promise<void> {
  const file = signInFile(environment);
  if (file !== undefined) await rm(file, { force: true });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined;
    throw fault;
  }
}
