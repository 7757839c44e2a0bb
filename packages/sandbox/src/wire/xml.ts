import type { Json, JsonObject } from "../service.ts";

/** The members of an answer as XML elements; each entry of a list is an element of the given name. */
export function xmlMembers(value: JsonObject, entryName: "member" | "item"): string {
  return Object.entries(value)
    .map(([name, member]) => `<${name}>${xmlOf(member, entryName)}</${name}>`)
    .join("");
}

/** An XML element round the given content, in the given namespace. */
export function xmlRoot(element: string, namespace: string | undefined, content: string): string {
  const attribute = namespace === undefined ? "" : ` xmlns="${namespace}"`;
  return `<${element}${attribute}>${content}</${element}>\n`;
}

function xmlOf(value: Json, entryName: "member" | "item"): string {
  if (Array.isArray(value)) {
    return value.map((entry) => `<${entryName}>${xmlOf(entry, entryName)}</${entryName}>`).join("");
  }
  if (typeof value === "object" && value !== null) {
    return xmlMembers(value, entryName);
  }
  return escapeXml(String(value ?? ""));
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character);
}
