import { startSandbox } from "@lab-grader/sandbox/sandbox";
import { checkAnswer } from "@lab-grader/sandbox/sdk-shapes/check-answer";
import { describe, expect, it } from "vitest";
import { type Difference, differencesOf } from "./differences.ts";
import type { KnownDifference } from "./known-difference.ts";
import { knownDifferences } from "./known-differences.ts";
import {
  makeTrailBucket,
  motoAccountId,
  motoCredentials,
  motoEndpoint,
  resetMoto,
} from "./moto.ts";
import { playScenario, readScenarios, type Scenario, type StepResult } from "./play-scenario.ts";

const scenarios = readScenarios();
const seen = new Set<KnownDifference>();
const played = new Map<Scenario, ReturnType<typeof playBoth>>();

/** Both answers to a scenario; it is played once, each time in empty accounts. */
function answersTo(scenario: Scenario): ReturnType<typeof playBoth> {
  const known = played.get(scenario);
  if (known) return known;
  const playing = playBoth(scenario);
  played.set(scenario, playing);
  return playing;
}

async function playBoth(scenario: Scenario) {
  await resetMoto();
  await makeTrailBucket();
  const sandbox = await startSandbox({ observe: checkAnswer });
  const aws = { accountId: motoAccountId, credentials: motoCredentials };
  try {
    sandbox.createAccount({ accountId: motoAccountId, accessKeys: [motoCredentials] });
    const [ours, theirs] = await Promise.all(
      [sandbox.endpoint, motoEndpoint].map((endpoint) =>
        playScenario(scenario, { ...aws, endpoint }),
      ),
    );
    return { ours: ours ?? new Map(), theirs: theirs ?? new Map() };
  } finally {
    await sandbox.close();
  }
}

function compared(
  ours: StepResult | undefined,
  theirs: StepResult | undefined,
): readonly Difference[] {
  if (ours?.status === "answered" && theirs?.status === "answered")
    return differencesOf(ours.answer, theirs.answer);
  if (ours?.status === "refused" && theirs?.status === "refused")
    return ours.code === theirs.code
      ? []
      : [{ path: "code", sandbox: ours.code, moto: theirs.code }];
  return [{ path: "refused", sandbox: textOf(ours), moto: textOf(theirs) }];
}

function describeDifference(step: string, { path, sandbox, moto }: Difference): string {
  const text = (value: Difference["moto"]) =>
    value === undefined ? "not there" : JSON.stringify(value).slice(0, 200);
  return `${step}: ${path}: sandbox ${text(sandbox)}, moto ${text(moto)}`;
}

function textOf(result: StepResult | undefined): string {
  return result?.status === "refused" ? `${result.code}: ${result.message}` : "answered";
}

describe.each(scenarios)("the local sandbox and moto: $name", (scenario) => {
  it("give the same answers, but where moto is known to differ from AWS", async () => {
    const { ours, theirs } = await answersTo(scenario);

    const unknown = scenario.steps.flatMap(({ name, service, command }) =>
      compared(ours.get(name), theirs.get(name)).flatMap((difference) => {
        const typed = `${service} ${command}`;
        const known = knownDifferences.find(
          (one) =>
            one.command.test(typed) &&
            one.path.test(difference.path) &&
            (one.step?.test(`${scenario.name}: ${name}`) ?? true),
        );
        if (known) seen.add(known);
        return known ? [] : [describeDifference(`${name}: ${typed}`, difference)];
      }),
    );
    expect(unknown).toEqual([]);
  });

  it("refuse what must be refused", async () => {
    const { ours } = await answersTo(scenario);

    const wrong = scenario.steps
      .map(({ name }) => ({ name, is: ours.get(name)?.status }))
      .filter(({ name, is }) => (name.endsWith("-refused") ? is !== "refused" : is !== "answered"));
    expect(wrong).toEqual([]);
  });
});

describe("the list of known differences", () => {
  it("has none that nothing shows any more", () => {
    const unseen = knownDifferences.filter((known) => !seen.has(known));

    expect(unseen.map(({ command, path, step = "" }) => `${command} ${path} ${step}`)).toEqual([]);
  });
});
