import { describe, expect, it } from "vitest";
import { bundleLimits } from "../../infra/limits.ts";
import { LambdaFunction, shortName, synthesized, typeNames } from "./synthesized.ts";

describe("the bundles", () => {
  const app = synthesized("production");

  it("have a limit each, for every function that is deployed and no other", () => {
    const deployed = app
      .all(typeNames.lambdaFunction, LambdaFunction)
      .map(({ name }) => shortName(app, name));

    expect(deployed.sort()).toEqual(Object.keys(bundleLimits).sort());
  });
});
