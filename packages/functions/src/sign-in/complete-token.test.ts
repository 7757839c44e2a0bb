import { describe, expect, it } from "vitest";
import * as z from "zod";
import { recordedTelemetry } from "../testing.ts";
import { completeToken } from "./complete-token.ts";

const claim = "urn:oid:0.9.2342.19200300.100.1.1";

interface Case {
  readonly userName?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[] | null;
  readonly hasSecondFactor?: boolean;
  readonly schoolAsksSecondFactor?: boolean;
  readonly version?: string;
}

const school = {
  "cognito:user_status": "EXTERNAL_PROVIDER",
  identities: '[{"providerName":"School"}]',
};

/** An event as Cognito's documentation shows it. */
function anEvent({ userName = "person-01", attributes = {}, groups = [], version = "2" }: Case) {
  return {
    version,
    triggerSource: "TokenGeneration_HostedAuth",
    region: "eu-central-1",
    userPoolId: "eu-central-1_EXAMPLE",
    userName,
    callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "browser" },
    request: {
      userAttributes: {
        sub: "5f0c",
        email: "person-01@example.edu",
        "cognito:user_status": "CONFIRMED",
        ...attributes,
      },
      groupConfiguration: { groupsToOverride: groups, iamRolesToOverride: [], preferredRole: null },
      scopes: ["openid"],
    },
    response: { claimsAndScopeOverrideDetails: null },
  };
}

const Answer = z.object({
  response: z.object({
    claimsAndScopeOverrideDetails: z.object({
      accessTokenGeneration: z.object({
        claimsToAddOrOverride: z.object({ login: z.string() }).optional(),
      }),
      groupOverrideDetails: z.object({ groupsToOverride: z.array(z.string()) }),
    }),
  }),
});

async function tokenOf(given: Case) {
  const { telemetry, entries } = recordedTelemetry();
  const asked: string[] = [];
  const event = anEvent(given);
  const answer = await completeToken(event, {
    hasSecondFactor: async ({ userPoolId, userName }) => {
      asked.push(`${userPoolId} ${userName}`);
      return given.hasSecondFactor ?? false;
    },
    schoolAsksSecondFactor: given.schoolAsksSecondFactor ?? false,
    loginClaim: claim,
    telemetry,
  });
  const { accessTokenGeneration, groupOverrideDetails } =
    Answer.parse(answer).response.claimsAndScopeOverrideDetails;
  return {
    login: accessTokenGeneration.claimsToAddOrOverride?.login,
    groups: groupOverrideDetails.groupsToOverride,
    faults: entries.map((entry) => z.object({ fault: z.string() }).parse(entry).fault),
    log: JSON.stringify(entries),
    asked,
    event,
    answer,
  };
}

describe("completeToken", () => {
  it("gives a user with a password the user name as login", async () => {
    const token = await tokenOf({ userName: "learner-01", groups: ["learner"] });

    expect(token).toMatchObject({ login: "learner-01", groups: ["learner"], faults: [] });
  });

  it("gives the school's people the login that the school's claim says, as learners", async () => {
    const token = await tokenOf({
      userName: "School_5f0c",
      attributes: { ...school, preferred_username: "learner-01" },
      groups: ["eu-central-1_EXAMPLE_School"],
    });

    expect(token).toMatchObject({
      login: "learner-01",
      groups: ["eu-central-1_EXAMPLE_School", "learner"],
      faults: [],
    });
  });

  it.each([{}, { preferred_username: "" }])(
    "gives neither login nor groups where the school sent no claim: %j",
    async (attributes) => {
      const token = await tokenOf({
        userName: "School_5f0c",
        attributes: { ...school, ...attributes },
        groups: ["learner", "admin"],
        schoolAsksSecondFactor: true,
      });

      expect(token).toMatchObject({
        login: undefined,
        groups: [],
        faults: ["sign_in.claim_missing"],
      });
      expect(token.log).toContain(claim);
      expect(token.log).not.toMatch(/5f0c|example\.edu/);
    },
  );

  it.each([["instructor"], ["admin"], ["learner", "instructor", "admin"]])(
    "takes %j from a user without a second factor at Cognito",
    async (...groups) => {
      const token = await tokenOf({ userName: "admin-01", groups });

      expect(token).toMatchObject({
        login: "admin-01",
        groups: ["learner"],
        faults: ["sign_in.second_factor_missing"],
        asked: ["eu-central-1_EXAMPLE admin-01"],
      });
      expect(token.log).not.toContain("admin-01");
    },
  );

  it("leaves staff as they are who have a second factor at Cognito", async () => {
    const token = await tokenOf({ groups: ["instructor", "admin"], hasSecondFactor: true });

    expect(token).toMatchObject({ groups: ["instructor", "admin"], faults: [] });
  });

  it("believes the school's login only where the operator declares its second factor", async () => {
    const given = {
      userName: "School_5f0c",
      attributes: { ...school, preferred_username: "instructor-01" },
      groups: ["instructor"],
    };

    const undeclared = await tokenOf(given);
    const declared = await tokenOf({ ...given, schoolAsksSecondFactor: true });

    expect(undeclared).toMatchObject({
      login: "instructor-01",
      groups: ["learner"],
      faults: ["sign_in.school_second_factor_undeclared"],
      asked: [],
    });
    expect(declared).toMatchObject({ groups: ["instructor"], faults: [], asked: [] });
  });

  it("wants a second factor of both ways in from who has two", async () => {
    const given = {
      userName: "instructor-01",
      attributes: { identities: school.identities, preferred_username: "somebody-else" },
      groups: ["instructor"],
    };
    const groupsWith = async (hasSecondFactor: boolean, schoolAsksSecondFactor: boolean) =>
      (await tokenOf({ ...given, hasSecondFactor, schoolAsksSecondFactor })).groups;

    expect(await groupsWith(true, true)).toEqual(["instructor"]);
    expect(await groupsWith(true, false)).toEqual(["learner"]);
    expect(await groupsWith(false, true)).toEqual(["learner"]);
    expect((await tokenOf(given)).login).toBe("instructor-01");
  });

  it("asks Cognito nothing about learners, who need no second factor", async () => {
    expect((await tokenOf({ groups: ["learner"] })).asked).toEqual([]);
    expect((await tokenOf({ groups: null })).groups).toEqual(["learner"]);
  });

  it("hands the event back as it came, but for the answer", async () => {
    const { answer, event } = await tokenOf({ groups: ["learner"] });

    expect({ ...answer, response: undefined }).toEqual({ ...event, response: undefined });
  });

  it("makes no token from the first version of the event, whose answer changes no access token", async () => {
    await expect(tokenOf({ version: "1" })).rejects.toThrow(/version/);
  });
});
