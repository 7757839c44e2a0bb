import { describe, expect, it } from "vitest";
import { matchPath } from "./path-template.ts";

describe("matchPath", () => {
  it("decodes what stands at the place of a label", () => {
    expect(matchPath("/tags/{arn}", "/tags/arn%3Aaws%3Aa%2Fb%20c")).toEqual({
      arn: "arn:aws:a/b c",
    });
  });

  it("lets a greedy label span slashes", () => {
    expect(matchPath("/a/{rest+}/end", "/a/b/c/end")).toEqual({ rest: "b/c" });
    expect(matchPath("/a/{rest+}/end", "/a/end")).toBeUndefined();
  });

  it.each(["/a", "/a/b/c", "/b/x", "/a/", "/a/%zz"])("does not take %s for /a/{name}", (path) => {
    expect(matchPath("/a/{name}", path)).toBeUndefined();
  });

  it("overlooks a slash at the end", () => {
    expect(matchPath("/backup/plans/", "/backup/plans")).toEqual({});
    expect(matchPath("/", "/")).toEqual({});
  });
});
