import { bindStage, factsOfStage } from "@lab-grader/core/lab/bind-stage";
import { unsignableFacts } from "@lab-grader/core/signed-calls/unsignable-facts";
import { describe, expect, it } from "vitest";
import { allLabs } from "./all-labs.ts";

describe("signed calls", () => {
  it("answer every stage but those that write, assume roles or measure", async () => {
    const values = {
      learner: { login: "learner-01", accountId: "100000000001" },
      graderAccountId: "200000000000",
    };
    const unsignable = (await allLabs()).flatMap(({ lab }) =>
      lab.stages.flatMap(({ id }) => {
        const kinds = unsignableFacts(factsOfStage(bindStage(lab, id, values)));
        return kinds.length === 0 ? [] : [`${lab.id} ${id}: ${kinds.join(", ")}`];
      }),
    );

    expect(unsignable.sort()).toEqual([
      "dynamodb-access-control break: iam.access-probe",
      "dynamodb-access-control build: iam.access-probe",
      "dynamodb-access-control correct: iam.access-probe",
      "dynamodb-global-tables build: dynamodb.failover-probe",
      "dynamodb-global-tables correct: dynamodb.failover-probe",
    ]);
  });
});
