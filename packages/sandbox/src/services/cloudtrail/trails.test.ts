import {
  CloudTrailClient,
  CreateTrailCommand,
  DeleteTrailCommand,
  DescribeTrailsCommand,
  GetEventSelectorsCommand,
  GetTrailStatusCommand,
  PutEventSelectorsCommand,
  StartLoggingCommand,
  StopLoggingCommand,
} from "@aws-sdk/client-cloudtrail";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Sandbox } from "../../sandbox.ts";
import { aSandbox, clientConfig, learnerAccountId } from "../../testing.ts";

const Name = "items";
const trail = { Name, S3BucketName: "lab-trail" };

let sandbox: Sandbox;
let cloudTrail: CloudTrailClient;

beforeEach(async () => {
  sandbox = await aSandbox();
  cloudTrail = clientIn("us-east-1");
});
afterEach(() => sandbox.close());

function clientIn(region: string): CloudTrailClient {
  return new CloudTrailClient({ ...clientConfig(sandbox, "learner-14"), region });
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : String(error);
}

async function namesIn(region: string, includeShadowTrails = true) {
  const { trailList } = await clientIn(region).send(
    new DescribeTrailsCommand({ includeShadowTrails }),
  );
  return trailList?.map((one) => one.Name);
}

describe("a trail", () => {
  it("logs nothing until it is started, and no data until that is asked for", async () => {
    const { TrailARN } = await cloudTrail.send(new CreateTrailCommand(trail));
    const isLogging = async () =>
      (await cloudTrail.send(new GetTrailStatusCommand({ Name }))).IsLogging;

    const before = await isLogging();
    await cloudTrail.send(new StartLoggingCommand({ Name }));
    const { EventSelectors } = await cloudTrail.send(
      new GetEventSelectorsCommand({ TrailName: TrailARN }),
    );

    expect([before, await isLogging()]).toEqual([false, true]);
    expect(EventSelectors).toMatchObject([{ ReadWriteType: "All", DataResources: [] }]);
    await cloudTrail.send(new StopLoggingCommand({ Name }));
    expect(await isLogging()).toBe(false);
  });

  it("is seen in its own region, and in others if it is of several", async () => {
    await cloudTrail.send(new CreateTrailCommand(trail));
    await cloudTrail.send(
      new CreateTrailCommand({ ...trail, Name: "everywhere", IsMultiRegionTrail: true }),
    );

    expect(await namesIn("us-east-1")).toEqual([Name, "everywhere"]);
    expect(await namesIn("eu-west-1")).toEqual(["everywhere"]);
    expect(await namesIn("eu-west-1", false)).toEqual([]);
  });

  it("has either classic or advanced selectors", async () => {
    await cloudTrail.send(new CreateTrailCommand(trail));
    const AdvancedEventSelectors = [
      { FieldSelectors: [{ Field: "eventCategory", Equals: ["Data"] }] },
    ];

    await cloudTrail.send(
      new PutEventSelectorsCommand({ TrailName: Name, AdvancedEventSelectors }),
    );

    const selectors = await cloudTrail.send(new GetEventSelectorsCommand({ TrailName: Name }));
    const both = { TrailName: Name, AdvancedEventSelectors, EventSelectors: [] };
    expect(selectors.AdvancedEventSelectors).toEqual(AdvancedEventSelectors);
    expect(selectors).not.toHaveProperty("EventSelectors");
    expect(await cloudTrail.send(new PutEventSelectorsCommand(both)).catch(nameOf)).toBe(
      "InvalidEventSelectorsException",
    );
  });

  it("is changed in its home region only, and gone after it is deleted", async () => {
    await cloudTrail.send(new CreateTrailCommand({ ...trail, IsMultiRegionTrail: true }));
    const arn = `arn:aws:cloudtrail:us-east-1:${learnerAccountId}:trail/${Name}`;
    const startElsewhere = clientIn("eu-west-1").send(new StartLoggingCommand({ Name: arn }));

    expect(await startElsewhere.catch(nameOf)).toBe("InvalidHomeRegionException");
    expect(await cloudTrail.send(new CreateTrailCommand(trail)).catch(nameOf)).toBe(
      "TrailAlreadyExistsException",
    );
    await cloudTrail.send(new DeleteTrailCommand({ Name }));
    expect(await cloudTrail.send(new GetTrailStatusCommand({ Name })).catch(nameOf)).toBe(
      "TrailNotFoundException",
    );
  });
});
