import { type Endpoint, takesBody } from "@lab-grader/core/contracts/endpoint";
import { allEndpoints } from "@lab-grader/core/contracts/endpoints/all";
import { oneTimeEndpoints, oneTimeOperation } from "@lab-grader/core/contracts/endpoints/one-time";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Answer, ask, type Change, type Request } from "./every-operation/ask.ts";
import { badRequests } from "./every-operation/bad-requests.ts";
import { expectDocumented, expectProblem } from "./every-operation/documented.ts";
import { examples } from "./every-operation/examples.ts";
import { createSeeds, type Seeds } from "./every-operation/seeds.ts";
import {
  assistant,
  staffMember,
  startWorld,
  strangers,
  type World,
} from "./every-operation/world.ts";

let world: World;
let seeds: Seeds;
beforeAll(async () => {
  world = await startWorld();
  seeds = createSeeds(world);
});
afterAll(() => world.system.close());

const exampleOf = new Map(examples.map((each) => [each.endpoint.name, each]));
/** Somebody of the cohort in this group. */
const people = { learner: "learner-02", instructor: staffMember, admin: "admin-01" } as const;
/** What is at an address where nothing is: a name of each kind that nobody has. */
const nowhere: Readonly<Record<string, { readonly name: string; readonly code: string }>> = {
  assignmentId: { name: "asg_000000000000", code: "assignment.not_found" },
  callId: { name: "no-such-call", code: "signed.nonce_used" },
  cohortId: { name: "coh_000000000000", code: "cohort.not_found" },
  criterion: { name: "build.nothing", code: "hold.none" },
  format: { name: "xlsx", code: "export.unknown_format" },
  inquiryId: { name: "inq_000000000000", code: "inquiry.not_found" },
  jobId: { name: "job_000000000000", code: "job.not_found" },
  labId: { name: "no-such-lab", code: "lab.not_found" },
  learnerId: { name: "lrn_000000000000", code: "learner.not_found" },
  place: { name: "0000000000000000", code: "mark.nothing_here" },
  sessionId: { name: "sgn_000000000000", code: "signed.session_not_found" },
  submissionId: {
    name: "sub_000000000000.000000000000.build.0001",
    code: "submission.not_found",
  },
  version: { name: "9.9.9", code: "lab.not_found" },
};

it("has an example for every operation, and for no other", () => {
  expect([...exampleOf.keys()].toSorted()).toEqual(allEndpoints.map(({ name }) => name).toSorted());
});

describe.each(allEndpoints)("$name", (endpoint) => {
  let request: Request;
  const asked = (change?: Change) => ask(world, endpoint, request, change);
  beforeAll(async () => {
    const example = exampleOf.get(endpoint.name);
    if (!example) throw new Error(`${endpoint.name} has no example`);
    request = await example.prepare(world, seeds);
  });

  it("refuses who has not signed in, is of another group, or has too small a role", async () => {
    const unknown = await asked({ headers: { authorization: undefined } });
    expect(unknown.status).toBe(401);
    expectDocumented(endpoint, unknown);

    const { groups } = endpoint;
    const others = (["learner", "instructor", "admin"] as const).filter(
      (group) => !groups.includes(group),
    );
    for (const group of others) {
      const problem = expectProblem(endpoint, await asked({ as: people[group] }));
      expect(problem.code, group).toBe("auth.forbidden");
    }
    if (isForInstructorsOnly(endpoint)) {
      const problem = expectProblem(endpoint, await asked({ as: assistant }));
      expect(problem.code).toBe("cohort.role_too_small");
    }
  });

  it("refuses what is not as documented, and says where", async () => {
    for (const { why, change, status, code, path } of badRequests(endpoint, request)) {
      const answer = await asked(change);

      const problem = expectProblem(endpoint, answer);
      expect({ status: answer.status, code: problem.code }, why).toEqual({ status, code });
      if (path !== undefined) expect(problem.path, why).toMatch(new RegExp(`^${path}(\\.|$)`));
    }
  });

  it("says of what is not there that it is not there, and of what is another's the same", async () => {
    const [first] = Object.keys(request.params);
    for (const name of Object.keys(request.params)) {
      const others = request.as === staffMember ? (world.elsewhere[name] ?? []) : [];
      for (const value of [nowhere[name]?.name ?? "", "x", others].flat()) {
        const problem = expectProblem(
          endpoint,
          await asked({ params: { ...request.params, [name]: value } }),
        );
        expect(problem.code, `${name} ${value}`).toBe(codeOf(name, endpoint));
      }
    }
    for (const as of strangersTo(endpoint)) {
      const answer = await asked({ as });
      if (first === undefined) {
        expectNothingOf(answer);
        continue;
      }
      const missing = await asked({
        as,
        params: { ...request.params, [first]: nowhere[first]?.name ?? "" },
      });
      expect(expectProblem(endpoint, answer).status, as).toBe(404);
      expect(withoutId(answer), as).toEqual(withoutId(missing));
    }
  });

  it("answers as documented", async () => {
    const answer = await asked();

    expect(endpoint.statuses, answer.text).toContain(answer.status);
    expect(endpoint.answer.safeParse(answer.json).error?.issues ?? []).toEqual([]);
    expectDocumented(endpoint, answer);
  });
});

describe.each(oneTimeEndpoints.map(oneTimeOperation))("$name", (endpoint) => {
  const params = Object.fromEntries(Object.entries(nowhere).map(([key, { name }]) => [key, name]));
  const request: Request = { as: "learner-02", params, query: {}, body: {} };

  it("refuses who comes without a one-time token, or with another token", async () => {
    const body = takesBody(endpoint) ? {} : undefined;
    for (const headers of [{ authorization: undefined }, {}]) {
      const answer = await ask(world, endpoint, request, { headers, body });

      expect(answer.status).toBe(401);
      expect(expectProblem(endpoint, answer).code).toBe("one_time.unknown");
    }
  });
});

function codeOf(param: string, { path }: Endpoint): string {
  if (param === "jobId" && path.includes("/regrades/")) return "regrade.not_found";
  return nowhere[param]?.code ?? "";
}

/** What assistants do, too, still depends on the cohort. */
const assistantsMay = ["markWritten", "markAtPlace", "getUnmarked", "answerInquiry"];

function isForInstructorsOnly({ name, problems }: Endpoint): boolean {
  return problems.includes("cohort.role_too_small") && !assistantsMay.includes(name);
}

/** Of the groups that may ask; what writes without naming anything of the cohort touches nobody. */
function strangersTo(endpoint: Endpoint): readonly string[] {
  // Labs are of the whole school: nobody of the staff is a stranger to them.
  if (endpoint.path.startsWith("/v1/labs/")) return [];
  const isWrite =
    !endpoint.path.includes("{") && (takesBody(endpoint) || endpoint.method !== "GET");
  if (isWrite) return [];
  return (["learner", "instructor"] as const)
    .filter((group) => endpoint.groups.includes(group))
    .map((group) => strangers[group]);
}

/** A list that is asked by a stranger. */
function expectNothingOf({ text }: Answer): void {
  for (const ours of [world.cohortId, world.assignmentId, "learner-01", "100000000001"])
    expect(text).not.toContain(ours);
}

function withoutId({ status, json }: Answer) {
  return { status, json: { ...(json instanceof Object ? json : {}), requestId: "" } };
}
