import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { loaded } from "../lab/testing.ts";
import { learnerRoleTemplate } from "./learner-role-template.ts";
import { quickCreateLink } from "./quick-create-link.ts";

const asked = {
  region: "us-east-1",
  templateUrl: "https://lab-grader-1.s3.eu-central-1.amazonaws.com/learner-role-1a2b.yaml?a=b&c",
  deploymentStage: "production",
  graderRoleArn: "arn:aws:iam::123456789012:role/lab-grader-production-grader",
  externalId: "0123456789abcdef0123456789abcdef",
};

/** The fields behind `#/stacks/create/review?`, as the console reads them. */
function fieldsOf(link: string): Record<string, string> {
  const [, query = ""] = new URL(link).hash.split("?");
  return Object.fromEntries(new URLSearchParams(query));
}

describe("quickCreateLink", () => {
  it("opens the page of the region with everything filled in", () => {
    const link = quickCreateLink(asked);

    expect(link).toMatch(
      /^https:\/\/us-east-1\.console\.aws\.amazon\.com\/cloudformation\/home\?region=us-east-1#\/stacks\/create\/review\?templateURL=/,
    );
    expect(fieldsOf(link)).toEqual({
      templateURL: asked.templateUrl,
      stackName: "lab-grader-access-production",
      param_ExternalId: asked.externalId,
      param_GraderRoleArn: asked.graderRoleArn,
      param_DeploymentStage: asked.deploymentStage,
    });
  });

  it("sends the ExternalId, the grader's account and the template to no server", () => {
    const url = new URL(quickCreateLink(asked));
    url.hash = "";

    for (const secret of [asked.externalId, "123456789012", "learner-role"])
      expect(url.href).not.toContain(secret);
  });

  it("keeps each value within its field, whatever characters it has", () => {
    const externalId = "a&stackName=other#x?y=z+ %";
    const fields = fieldsOf(quickCreateLink({ ...asked, externalId }));

    expect(fields.param_ExternalId).toBe(externalId);
    expect(fields.stackName).toBe("lab-grader-access-production");
  });

  it("fills in the parameters of the template, all of them and no other", () => {
    const template = learnerRoleTemplate([{ lab: loaded().lab }], { hash: () => "0".repeat(64) });
    const { Parameters } = parse(template.fits ? template.text : "");

    const filled = Object.keys(fieldsOf(quickCreateLink(asked)))
      .filter((name) => name.startsWith("param_"))
      .map((name) => name.slice("param_".length));
    expect(filled.sort()).toEqual(Object.keys(Parameters).sort());
  });
});
