import { describe, expect, it } from "vitest";
import { beginSignIn, finishSignIn } from "./code-flow.ts";
import { aStore, aToken, base64url, deployment } from "./testing.ts";
import { SignInRefused } from "./tokens.ts";

const origin = "https://grader.example.edu";

async function begun(returnTo: string) {
  const store = aStore();
  const address = new URL(
    await beginSignIn(deployment, { returnTo, isForOtherTab: false }, { store, origin }),
  );
  const forms: URLSearchParams[] = [];
  const place = {
    ...{ store, origin, now: () => 1000 },
    fetch: async (_url: unknown, init?: RequestInit) => {
      forms.push(new URLSearchParams(String(init?.body)));
      return Response.json({ access_token: aToken("learner-01"), expires_in: 3600 });
    },
  };
  return { address, forms, place };
}

describe("finishSignIn", () => {
  it("changes the code for tokens, and proves that it asked for them", async () => {
    const { address, forms, place } = await begun("/labs?sort=due");
    const state = address.searchParams.get("state") ?? "";

    const finished = await finishSignIn(
      deployment,
      new URLSearchParams({ code: "c-1", state }),
      place,
    );

    expect(finished).toMatchObject({ returnTo: "/labs?sort=due", isForOtherTab: false });
    expect(finished.tokens.expiresAtMs).toBe(3_601_000);
    const verifier = forms[0]?.get("code_verifier") ?? "";
    const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
    expect(address.searchParams.get("code_challenge")).toBe(
      base64url(String.fromCharCode(...new Uint8Array(digest))),
    );
    expect(forms[0]?.get("redirect_uri")).toBe("https://grader.example.edu/signed-in");
  });

  it("refuses the answer to somebody else's question, and asks nobody", async () => {
    const { forms, place } = await begun("/labs");

    const query = new URLSearchParams({ code: "c-1", state: "another" });
    await expect(finishSignIn(deployment, query, place)).rejects.toThrow(SignInRefused);
    expect(forms).toEqual([]);
  });

  it("uses an attempt once: a reload does not send the code again", async () => {
    const { address, forms, place } = await begun("/labs");
    const query = new URLSearchParams({
      code: "c-1",
      state: address.searchParams.get("state") ?? "",
    });
    await finishSignIn(deployment, query, place);

    await expect(finishSignIn(deployment, query, place)).rejects.toThrow(SignInRefused);
    expect(forms).toHaveLength(1);
  });

  it.each([["//elsewhere.example/x"], ["/\\elsewhere.example"], ["https://elsewhere.example"]])(
    "does not lead to another site: %s",
    async (returnTo) => {
      const { address, place } = await begun(returnTo);
      const state = address.searchParams.get("state") ?? "";

      const query = new URLSearchParams({ code: "c-1", state });
      expect((await finishSignIn(deployment, query, place)).returnTo).toBe("/");
    },
  );
});
