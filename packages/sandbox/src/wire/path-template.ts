/**
 * The labels of a path by name, decoded, or `undefined` where the path is not of the template's
 * form. `{Name}` is one segment, `{Name+}` one or more.
 * @example matchPath("/vaults/{VaultName}", "/vaults/my%20vault") // { VaultName: "my vault" }
 */
export function matchPath(template: string, path: string): Record<string, string> | undefined {
  return matchSegments(segmentsOf(template), segmentsOf(path));
}

/** A slash at the end means nothing to AWS: `/backup/plans/` is `/backup/plans`. */
function segmentsOf(path: string): string[] {
  return path.replace(/^\//, "").replace(/\/$/, "").split("/");
}

function matchSegments(
  template: readonly string[],
  path: readonly string[],
): Record<string, string> | undefined {
  const [expected, ...later] = template;
  const [segment, ...rest] = path;
  if (expected === undefined || segment === undefined) {
    return template.length === path.length ? {} : undefined;
  }
  const [, name, isGreedy] = /^\{(\w+)(\+?)\}$/.exec(expected) ?? [];
  if (name === undefined) {
    return expected === segment ? matchSegments(later, rest) : undefined;
  }
  if (segment === "") {
    return undefined;
  }
  const taken = isGreedy === "+" ? path.length - later.length : 1;
  const value = decode(path.slice(0, taken).join("/"));
  const others = matchSegments(later, path.slice(taken));
  return taken < 1 || value === undefined || others === undefined
    ? undefined
    : { [name]: value, ...others };
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
