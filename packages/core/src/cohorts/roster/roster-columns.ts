import type { RosterFormat } from "./roster-entry.ts";

/** What a column of a roster can hold. */
export type RosterField =
  | "login"
  | "fullName"
  | "givenName"
  | "familyName"
  | "email"
  | "section"
  | "roles"
  | "canvasId"
  | "sisUserId"
  | "sisLoginId"
  | "integrationId"
  | "moodleIdNumber"
  | "moodleUsername";

/** Headers in lower case, with single blanks. */
const plainHeaders: Readonly<Record<string, RosterField>> = {
  login: "login",
  "login id": "login",
  username: "login",
  "user name": "login",
  user: "login",
  name: "fullName",
  "full name": "fullName",
  student: "fullName",
  learner: "fullName",
  "first name": "givenName",
  "given name": "givenName",
  forename: "givenName",
  "last name": "familyName",
  "family name": "familyName",
  surname: "familyName",
  email: "email",
  "e-mail": "email",
  mail: "email",
  "email address": "email",
  "e-mail address": "email",
  section: "section",
  group: "section",
  groups: "section",
  class: "section",
  role: "roles",
  roles: "roles",
  "canvas id": "canvasId",
  "sis user id": "sisUserId",
  "sis login id": "sisLoginId",
  "integration id": "integrationId",
  "id number": "moodleIdNumber",
  "moodle id number": "moodleIdNumber",
  "moodle username": "moodleUsername",
};

/** Canvas's own: its importer wants `Student` or the two names first, then `ID`. */
const canvasHeaders: Readonly<Record<string, RosterField>> = {
  student: "fullName",
  lastname: "familyName",
  firstname: "givenName",
  id: "canvasId",
  "sis user id": "sisUserId",
  "sis login id": "sisLoginId",
  "integration id": "integrationId",
  section: "section",
};

/** Moodle's list of participants and its gradebook; older ones say `Surname`. */
const moodleHeaders: Readonly<Record<string, RosterField>> = {
  "first name": "givenName",
  "last name": "familyName",
  surname: "familyName",
  "email address": "email",
  "id number": "moodleIdNumber",
  username: "moodleUsername",
  groups: "section",
  roles: "roles",
};

const headersOf = { canvas: canvasHeaders, moodle: moodleHeaders, plain: plainHeaders } as const;

/** Where a person's login is looked for when nobody says which column it is, best first. */
const loginFields: Readonly<Record<RosterFormat, readonly RosterField[]>> = {
  canvas: ["sisLoginId"],
  moodle: ["moodleUsername", "email"],
  plain: ["login", "sisLoginId", "moodleUsername", "email"],
};

/** What the header of a roster says about its columns. */
export interface RosterColumns {
  readonly format: RosterFormat;
  /** What each column holds; undefined where it is not read. */
  readonly fields: readonly (RosterField | undefined)[];
  /** The column of the login; absent: there is none. */
  readonly loginColumn: number | undefined;
}

/** @param wantedLogin the header of the column that holds the login, where it is not the usual one. */
export function rosterColumns(headers: readonly string[], wantedLogin?: string): RosterColumns {
  const names = headers.map(headerName);
  const format = formatOf(names);
  const known = headersOf[format];
  const fields = names.map((name) => (Object.hasOwn(known, name) ? known[name] : undefined));
  if (wantedLogin !== undefined) {
    const at = names.indexOf(headerName(wantedLogin));
    return { format, fields, loginColumn: at < 0 ? undefined : at };
  }
  const usual = loginFields[format].find((field) => fields.includes(field));
  return { format, fields, loginColumn: usual && fields.indexOf(usual) };
}

/** Headers whose column nobody reads, as they are written. */
export function unreadHeaders(headers: readonly string[], columns: RosterColumns): string[] {
  return headers.filter(
    (header, at) => header !== "" && columns.fields[at] === undefined && columns.loginColumn !== at,
  );
}

/** Headers are compared without letter case, and with `_` for blanks. */
function headerName(header: string): string {
  return header
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, " ");
}

function formatOf(names: readonly string[]): RosterFormat {
  const [first = "", second = "", third = ""] = names;
  const isCanvas =
    (first === "student" && second === "id") ||
    (first === "lastname" && second === "firstname" && third === "id");
  if (isCanvas) return "canvas";
  const hasNames =
    names.includes("first name") && ["last name", "surname"].some((name) => names.includes(name));
  return hasNames && names.includes("email address") ? "moodle" : "plain";
}
