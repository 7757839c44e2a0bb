import { describe, expect, it } from "vitest";
import { createSession } from "./session.ts";
import { aStore, aToken, deployment } from "./testing.ts";
import { SignInRefused, type Tokens } from "./tokens.ts";

type Listener = (event: { readonly data: unknown }) => void;

/** A tab, with what it shares with the others of its browser. */
function aTab({
  answers = [],
  channel = new Set<Listener>(),
}: {
  readonly answers?: readonly (() => Response)[];
  readonly channel?: Set<Listener>;
} = {}) {
  const clock = { now: 0 };
  const requests: string[] = [];
  const left = [...answers];
  const store = aStore();
  const open = () =>
    createSession({
      ...{ deployment, store, origin: "https://grader.example.edu", now: () => clock.now },
      fetch: async (url, init) => {
        requests.push(`${String(url)} ${String(init?.body)}`);
        const next = left.shift();
        if (!next) throw new TypeError("nothing answers");
        return next();
      },
      channel: {
        postMessage: (data: unknown) => {
          for (const listener of channel) listener({ data });
        },
        addEventListener: (_type: string, listener: unknown) => {
          if (typeof listener === "function") channel.add((event) => listener(event));
        },
      },
    });
  return { clock, requests, open, session: open(), channel };
}

const tokens = (login = "learner-01", number = 0): Tokens => ({
  accessToken: aToken(login, number),
  expiresAtMs: 3_600_000,
  refreshToken: "refresh-1",
});
const own = { isForOtherTab: false };
const renewed = () => Response.json({ access_token: aToken("learner-01", 1), expires_in: 3600 });
const refused = () => Response.json({ error: "invalid_grant" }, { status: 400 });

describe("createSession", () => {
  it("knows who is signed in, also after a reload", () => {
    const { session, open } = aTab();
    session.signIn(tokens(), own);

    expect(open().state()).toEqual({
      status: "signed-in",
      person: { login: "learner-01", groups: ["learner"] },
    });
  });

  it("renews a token before it ends, once for everybody who asks", async () => {
    const { session, clock, requests } = aTab({ answers: [renewed] });
    session.signIn(tokens(), own);
    clock.now = 3_550_000;

    const given = await Promise.all([session.token(), session.token()]);

    expect(given).toEqual([aToken("learner-01", 1), aToken("learner-01", 1)]);
    expect(requests).toEqual([
      "https://sign-in.example.edu/oauth2/token client_id=browser&grant_type=refresh_token&refresh_token=refresh-1",
    ]);
  });

  it("ends when it can't be renewed any more, and still says whose it was", async () => {
    const { session, clock } = aTab({ answers: [refused] });
    session.signIn(tokens(), own);
    clock.now = 3_600_000;

    await expect(session.token()).rejects.toThrow(SignInRefused);
    expect(session.state()).toMatchObject({ status: "ended", person: { login: "learner-01" } });
  });

  it("does not end because nothing answers: that passes", async () => {
    const { session, clock } = aTab();
    session.signIn(tokens(), own);
    clock.now = 3_600_000;

    await expect(session.token()).rejects.toThrow(TypeError);
    expect(session.state().status).toBe("signed-in");
  });

  it("goes on with what the same person signed in in another tab", async () => {
    const first = aTab();
    first.session.signIn(tokens(), own);
    first.session.end();
    const second = aTab({ channel: first.channel });

    second.session.signIn(tokens("learner-01", 2), { isForOtherTab: true });

    expect(await first.session.token()).toBe(aToken("learner-01", 2));
  });

  it("takes neither somebody else's sign-in nor one that it did not wait for", async () => {
    const ended = aTab();
    ended.session.signIn(tokens(), own);
    ended.session.end();
    const going = aTab({ channel: ended.channel });
    going.session.signIn(tokens("learner-03"), own);

    const other = aTab({ channel: ended.channel });
    other.session.signIn(tokens("learner-02"), { isForOtherTab: true });

    expect(ended.session.state()).toMatchObject({ status: "ended" });
    expect(await going.session.token()).toBe(aToken("learner-03"));
  });

  it("forgets everything when somebody signs out, also while nothing answers", async () => {
    const { session, open, requests } = aTab();
    session.signIn(tokens(), own);

    const address = new URL(await session.signOut());

    expect(requests[0]).toContain("/oauth2/revoke client_id=browser&token=refresh-1");
    expect(address.href).toBe(
      "https://sign-in.example.edu/logout?client_id=browser&logout_uri=https%3A%2F%2Fgrader.example.edu",
    );
    expect(open().state()).toEqual({ status: "signed-out" });
    await expect(session.token()).rejects.toThrow(SignInRefused);
  });

  it("signs out in every tab of that person, and of nobody else", async () => {
    const { session, channel } = aTab();
    const same = aTab({ channel });
    const ended = aTab({ channel });
    const other = aTab({ channel });
    session.signIn(tokens(), own);
    same.session.signIn({ ...tokens(), refreshToken: "refresh-2" }, own);
    ended.session.signIn(tokens(), own);
    ended.session.end();
    other.session.signIn(tokens("learner-02"), own);

    await session.signOut();

    expect(same.session.state()).toEqual({ status: "signed-out" });
    expect(same.open().state()).toEqual({ status: "signed-out" });
    expect(same.requests).toEqual([
      "https://sign-in.example.edu/oauth2/revoke client_id=browser&token=refresh-2",
    ]);
    expect(ended.session.state()).toEqual({ status: "signed-out" });
    expect(await other.session.token()).toBe(aToken("learner-02"));
  });
});
