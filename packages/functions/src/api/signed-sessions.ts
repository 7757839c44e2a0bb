import {
  listCallsToSign,
  openSignedSession,
  type SignedSessionView,
  sendSignature,
} from "@lab-grader/core/contracts/endpoints/signed-sessions";
import { SignedSessionId } from "@lab-grader/core/ids";
import type { SignedCall } from "@lab-grader/core/signed-calls/signed-call";
import {
  type SignedSession,
  SignedSessionRecord,
  sessionSeconds,
} from "@lab-grader/core/signed-calls/signed-session";
import { addSeconds } from "@lab-grader/core/time";
import { findLearnerId, openAssignment } from "./access.ts";
import type { ApiDeps, ApiHandler } from "./deps.ts";
import { VisibleError } from "./http.ts";
import type { Identity } from "./identity.ts";
import { getRegistration } from "./registrations.ts";
import { route } from "./route.ts";

/** Kept so long for graders that come late. */
const keptSeconds = 7 * 86_400;

const open: ApiHandler<typeof openSignedSession> = async (
  { identity, params: { assignmentId }, body: { stage } },
  deps,
) => {
  const access = await openAssignment(assignmentId, identity, deps.table);
  if (access.audience !== "learner") throw new VisibleError("assignment.not_found");
  const { assignment, learner } = access;
  if (!assignment.stages.some((each) => each.stage === stage))
    throw new VisibleError("stage.unknown", { params: { stage }, path: "body.stage" });
  const { opensAt, labDigest } = assignment;
  if (deps.now() < opensAt) throw new VisibleError("assignment.not_open", { params: { opensAt } });
  const { accountId } = await getRegistration(learner, deps);
  const openedAt = deps.now();
  const session: SignedSession = {
    sessionId: deps.newId("sgn"),
    ...{ learnerId: learner.learnerId, assignmentId, stage, labDigest, accountId, openedAt },
    expiresAt: addSeconds(openedAt, sessionSeconds),
    version: 1,
    deleteAfter: Math.floor(Date.parse(openedAt) / 1000) + keptSeconds,
  };
  await requireSignable(session, deps);
  await deps.table.put(SignedSessionRecord, session, { itemIsAbsent: true });
  return { body: await sessionView(session, deps) };
};

const listCalls: ApiHandler<typeof listCallsToSign> = async ({ identity, params }, deps) => ({
  body: await sessionView(await ownSession(params.sessionId, identity, deps), deps),
});

const send: ApiHandler<typeof sendSignature> = async (
  { identity, params: { sessionId, callId }, body },
  deps,
) => {
  const session = await ownSession(sessionId, identity, deps);
  const { answerCall } = await import("../signed-calls/answer-call.ts");
  await answerCall({ session, callId, ...body }, deps);
  return { body: { callId, isAnswered: true } };
};

export const signedSessionRoutes = [
  route(openSignedSession, open),
  route(listCallsToSign, listCalls),
  route(sendSignature, send),
];

/** Before anything is signed: what a stage can't be judged without, no signature can give. */
async function requireSignable(session: SignedSession, deps: ApiDeps): Promise<void> {
  const [{ factsOfSession }, { unsignableFacts }] = await Promise.all([
    import("../signed-calls/missing-calls.ts"),
    import("@lab-grader/core/signed-calls/unsignable-facts"),
  ]);
  const kinds = unsignableFacts(await factsOfSession(session, deps));
  if (kinds.length > 0)
    throw new VisibleError("signed.not_possible", { params: { facts: kinds.join(", ") } });
}

/** @throws VisibleError `signed.session_not_found`, `signed.session_ended` */
async function ownSession(
  sessionId: string,
  identity: Identity,
  { table, now }: ApiDeps,
): Promise<SignedSession> {
  const learnerId = await findLearnerId(identity, table);
  const session = SignedSessionId.safeParse(sessionId).success
    ? await table.get(SignedSessionRecord, { sessionId })
    : undefined;
  if (!session || session.learnerId !== learnerId || isElsewhere(session, identity))
    throw new VisibleError("signed.session_not_found");
  const { expiresAt } = session;
  if (now() >= expiresAt) throw new VisibleError("signed.session_ended", { params: { expiresAt } });
  return session;
}

/** A one-time token is for one stage; the address of a session doesn't say of which it is. */
function isElsewhere({ assignmentId, stage }: SignedSession, { only }: Identity): boolean {
  return only !== undefined && (only.assignmentId !== assignmentId || only.stage !== stage);
}

async function sessionView(opened: SignedSession, deps: ApiDeps): Promise<SignedSessionView> {
  const { issueCalls } = await import("../signed-calls/issue-calls.ts");
  const { session, calls } = await issueCalls(opened, deps);
  const { sessionId, accountId, expiresAt, completedAt } = session;
  return {
    ...{ sessionId, accountId, expiresAt },
    isComplete: completedAt !== undefined,
    calls: calls.map(callView),
  };
}

function callView({ callId, nonce, service, operation, region, input, request }: SignedCall) {
  return { callId, nonce, service, operation, region, input, request };
}
