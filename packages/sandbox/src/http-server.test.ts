import { Agent, get } from "node:http";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type HttpServer, startHttpServer } from "./http-server.ts";

let server: HttpServer;
let agent: Agent;

beforeEach(async () => {
  agent = new Agent({ keepAlive: true, maxSockets: 1 });
  server = await startHttpServer({
    port: 0,
    clock: Date.now,
    answer: () => ({ status: 200, headers: {}, body: "answered" }),
  });
});
afterEach(async () => {
  agent.destroy();
  await server.close();
});

/** The client's end of the connection, and what the server says of it. */
function ask(): Promise<{ readonly from: number | undefined; readonly keepAlive: unknown }> {
  return new Promise((resolve, reject) => {
    get({ port: server.port, host: "127.0.0.1", agent }, (response) => {
      const from = response.socket.localPort;
      const keepAlive = response.headers["keep-alive"];
      response.resume().once("end", () => resolve({ from, keepAlive }));
    }).once("error", reject);
  });
}

describe("the HTTP server", () => {
  it("does not promise to close an idle connection, and uses it for the next request", async () => {
    const [first, second] = [await ask(), await ask()];

    // Node's own default would be here: timeout=5.
    expect(first.keepAlive).toBeUndefined();
    expect(second.from).toBe(first.from);
  });
});
