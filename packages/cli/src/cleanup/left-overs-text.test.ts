import type { LeftOverView } from "@lab-grader/core/views/left-over-view";
import { describe, expect, it } from "vitest";
import { renderFeedback } from "../feedback/render-feedback.ts";
import { aSubmissionView, aTerminal } from "../testing.ts";
import { renderLeftOvers } from "./left-overs-text.ts";

const table: LeftOverView = {
  what: "table",
  name: "lab-orders",
  region: "us-east-1",
  command:
    "aws dynamodb update-table --region us-east-1 --table-name lab-orders --no-deletion-protection-enabled && aws dynamodb delete-table --region us-east-1 --table-name lab-orders",
  cost: "costs",
};
const endpoint: LeftOverView = {
  what: "VPC endpoint",
  name: "vpce-1",
  region: "us-east-1",
  command: "aws ec2 delete-vpc-endpoints --region us-east-1 --vpc-endpoint-ids vpce-1",
  cost: "free",
};

describe("renderLeftOvers", () => {
  it("says what costs, and keeps each command on one line", () => {
    expect(renderLeftOvers([table, endpoint], aTerminal())).toBe(
      [
        "2 things are left in your account, and 1 of them can cost money. Delete what you",
        "made for this lab, in this order; we never delete anything.",
        "",
        'table "lab-orders" in us-east-1, can cost money',
        `  ${table.command}`,
        "",
        'VPC endpoint "vpce-1" in us-east-1, free',
        `  ${endpoint.command}`,
      ].join("\n"),
    );
  });

  it("says so where nothing is left or nothing costs", () => {
    expect(renderLeftOvers([], aTerminal())).toBe("Nothing of this lab is left where we looked.");
    expect(renderLeftOvers([endpoint], aTerminal())).toMatch(
      /^1 thing is left .* none of them costs money/,
    );
  });
});

describe("the feedback of a lab's last stage", () => {
  it("ends with what the lab left behind, once it is passed", () => {
    const text = renderFeedback(aSubmissionView({ leftBehind: [table] }), aTerminal());

    expect(text.split("\n").at(-1)).toBe(`  ${table.command}`);
  });

  it("only names the command to who still needs what is there", () => {
    const view = aSubmissionView({ isPassed: false, leftBehind: [table] });

    const text = renderFeedback(view, aTerminal());

    expect(text).toContain("labgrader cleanup dynamodb-introduction");
    expect(text).not.toContain("delete-table");
  });
});
