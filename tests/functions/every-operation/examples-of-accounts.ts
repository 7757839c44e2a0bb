import { signRequest } from "@lab-grader/aws/sign-request";
import { getOpenApi } from "@lab-grader/core/contracts/endpoints/openapi";
import {
  getLearnersSandboxAccount,
  getSandboxAccount,
  rebindSandboxAccount,
  registerSandboxAccount,
  rotateExternalIdOfAccount,
  rotateLearnersExternalId,
  verifySandboxAccount,
} from "@lab-grader/core/contracts/endpoints/sandbox-accounts";
import {
  listCallsToSign,
  openSignedSession,
  sendSignature,
} from "@lab-grader/core/contracts/endpoints/signed-sessions";
import { type Example, example } from "./example.ts";
import { staffMember, type World } from "./world.ts";

const learner = "learner-05";
const signer = "learner-04";

async function registered(world: World): Promise<void> {
  const { accountId } = placeOf(world, 5);
  await world.clientOf(learner).call(registerSandboxAccount, { body: { accountId } });
}

function placeOf({ system }: World, place: number) {
  const { learnerId = "", accountId = "" } = system.cohort.learners[place - 1] ?? {};
  return { learnerId, accountId };
}

function ofLearner(world: World) {
  const { learnerId } = placeOf(world, 5);
  return { params: { cohortId: world.cohortId, learnerId } };
}

async function openedSession(world: World) {
  return await world.clientOf(signer).call(openSignedSession, {
    ...{ params: { assignmentId: world.assignmentId }, body: { stage: "build" } },
  });
}

/** Sandbox accounts, signed calls, the document. */
export const examplesOfAccounts: readonly Example[] = [
  example(getOpenApi, learner, () => ({})),
  example(getSandboxAccount, learner, () => ({})),
  example(registerSandboxAccount, learner, (world) => ({
    body: { accountId: placeOf(world, 5).accountId },
  })),
  example(verifySandboxAccount, learner, async (world) => {
    await registered(world);
    return {};
  }),
  example(rotateExternalIdOfAccount, learner, async (world) => {
    await registered(world);
    return {};
  }),
  example(getLearnersSandboxAccount, staffMember, ofLearner),
  example(rebindSandboxAccount, staffMember, (world) => ({
    ...ofLearner(world),
    body: { accountId: placeOf(world, 5).accountId, reason: "moved" },
  })),
  example(rotateLearnersExternalId, staffMember, async (world) => {
    await registered(world);
    return { ...ofLearner(world), body: { reason: "was seen on a screen" } };
  }),
  example(openSignedSession, signer, ({ assignmentId }) => ({
    ...{ params: { assignmentId }, body: { stage: "build" } },
  })),
  example(listCallsToSign, signer, async (world) => {
    const { sessionId } = await openedSession(world);
    return { params: { sessionId } };
  }),
  example(sendSignature, signer, async (world) => {
    const { sessionId, calls } = await openedSession(world);
    const [call] = calls;
    if (!call) throw new Error("nothing is to be signed");
    const { callId, nonce, request } = call;
    const key = { accessKeyId: signer, secretAccessKey: "local" };
    const signature = signRequest(request, key, new Date());
    return { params: { sessionId, callId }, body: { nonce, signature } };
  }),
];
