import { LabReceipt, Problem } from "@lab-grader/core/contracts/http";
import { describe, expect, it } from "vitest";
import { labReader } from "../labs.ts";
import { labSource } from "../testing.ts";
import { aTestApi, instructor } from "./testing.ts";

async function aPublisher() {
  const api = await aTestApi();
  const publish = (source: object, as = instructor) =>
    api.call({ method: "POST", path: "/v1/labs", body: JSON.stringify({ source }), ...as });
  return { ...api, publish };
}

describe("POST labs", () => {
  it("publishes a lab that assignments can then refer to by its digest", async () => {
    const { publish, table } = await aPublisher();

    const { statusCode, json } = await publish({ ...labSource, version: "2.0.0" });

    const { digest, status } = LabReceipt.parse(json);
    expect([statusCode, status]).toEqual([201, "published"]);
    expect(await labReader(table)(digest)).toMatchObject({ id: "test-lab", version: "2.0.0" });
  });

  it("answers the same content with what was published", async () => {
    const { publish } = await aPublisher();
    const first = await publish(labSource);

    const again = await publish(labSource);

    expect([first.statusCode, again.statusCode]).toEqual([201, 200]);
    expect(again.json).toEqual({ ...Object(first.json), status: "unchanged" });
  });

  it("refuses other content under the same version", async () => {
    const { publish } = await aPublisher();
    await publish(labSource);

    const { statusCode, json } = await publish({ ...labSource, passAt: 50 });

    expect([statusCode, Problem.parse(json).code]).toEqual([409, "lab.version_taken"]);
  });

  it("refuses a lab that does not compile, naming the place", async () => {
    const { publish } = await aPublisher();

    const { statusCode, json } = await publish({ ...labSource, gate: "door" });

    expect([statusCode, json]).toEqual([
      422,
      expect.objectContaining({ code: "lab.invalid", path: "body.source.gate" }),
    ]);
  });

  it("is not for learners", async () => {
    const { publish, items } = await aPublisher();
    const before = new Map(items);

    const { statusCode } = await publish(labSource, { login: "learner-01", groups: "[learner]" });

    expect(statusCode).toBe(403);
    expect(items).toEqual(before);
  });
});
