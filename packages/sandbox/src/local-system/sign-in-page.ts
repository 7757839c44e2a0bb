import { readFileSync } from "node:fs";
import type { HttpResult } from "../http-server.ts";
import { localPrefix } from "../runtime/http-gateway.ts";
import type { Person } from "./people.ts";

/** Where the pages' stylesheet lies. */
export const stylesheetPath = `${localPrefix}sign-in.css`;

const stylesheet = readFileSync(new URL("./sign-in-page.css", import.meta.url), "utf8");

/** What people are called above their group, in the order in which they are shown: small ones first. */
const groupTitles: Readonly<Record<string, string>> = {
  instructor: "Instructors",
  admin: "Administrators",
  learner: "Learners",
};

const title = "Who are you?";

/** Everybody as a link that answers the question of the query, and a field for any other login. */
export function chooserPage(
  people: readonly Person[],
  query: URLSearchParams,
  problem?: string,
): HttpResult {
  const question = new URLSearchParams(query);
  question.delete("login");
  const groups = Object.entries(groupTitles).map(([group, heading]) => {
    const logins = people.filter(({ groups: of }) => of.includes(group)).map(({ login }) => login);
    return logins.length === 0 ? "" : section(heading, logins.sort(), question);
  });
  const body = [
    problem === undefined ? "" : `<p class="problem" role="alert">${escaped(problem)}</p>`,
    ...groups,
    otherLogin(question),
  ].join("");
  return page(200, title, body, question);
}

/** A page that only says what is wrong. */
export function refusalPage(status: number, sentence: string): HttpResult {
  return page(status, "You can't sign in here", `<p role="alert">${escaped(sentence)}</p>`);
}

/** The stylesheet of both. */
export function stylesheetAnswer(): HttpResult {
  return {
    status: 200,
    headers: {
      "content-type": "text/css; charset=utf-8",
      "cache-control": "no-cache",
      "x-content-type-options": "nosniff",
    },
    body: stylesheet,
  };
}

function section(heading: string, logins: readonly string[], question: URLSearchParams): string {
  const id = `group-${heading.toLowerCase()}`;
  const links = logins.map((login) => {
    const chosen = new URLSearchParams([...question, ["login", login]]);
    return `<li><a href="?${escaped(chosen.toString())}">${escaped(login)}</a></li>`;
  });
  return `<section aria-labelledby="${id}"><h2 id="${id}">${heading}</h2><ul>${links.join("")}</ul></section>`;
}

function otherLogin(question: URLSearchParams): string {
  const hidden = [...question].map(
    ([name, value]) => `<input type="hidden" name="${escaped(name)}" value="${escaped(value)}">`,
  );
  return [
    `<form method="get"><label for="login">Somebody else</label>`,
    `<p id="login-hint">Whoever is on a roster or a staff.</p>`,
    `<div><input id="login" name="login" required maxlength="128" aria-describedby="login-hint"`,
    ` autocomplete="off" autocapitalize="off" spellcheck="false">`,
    `<button>Sign in</button></div>${hidden.join("")}</form>`,
  ].join("");
}

function page(status: number, heading: string, body: string, question?: URLSearchParams) {
  return {
    status,
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": policyFor(question),
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    },
    body: [
      `<!doctype html><html lang="en"><head><meta charset="utf-8">`,
      `<meta name="viewport" content="width=device-width, initial-scale=1">`,
      `<title>${heading} – Lab Grader, local system</title>`,
      `<link rel="stylesheet" href="${stylesheetPath}"></head><body><main>`,
      `<p class="local"><strong>Local system</strong> No password, nothing leaves this machine.</p>`,
      `<h1>${heading}</h1>${body}</main></body></html>`,
    ].join(""),
  };
}

/** The form leads to this page and from there to the asking one; browsers look at both addresses. */
function policyFor(question: URLSearchParams | undefined): string {
  const returnTo = URL.parse(question?.get("redirect_uri") ?? "")?.origin;
  const formTargets = returnTo === undefined ? "'none'" : `'self' ${returnTo}`;
  return [
    "default-src 'none'",
    "style-src 'self'",
    `form-action ${formTargets}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
