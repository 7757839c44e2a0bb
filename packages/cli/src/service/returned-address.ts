import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";
import type { CommandContext } from "../command.ts";
import { serviceError } from "../command-error.ts";

/** Where the browser ends after the sign-in. */
export interface ReturnedAddress {
  /** What the sign-in page must be told to send the browser to. */
  readonly redirectUri: string;
  /** The address with the code: from the browser on this machine, or pasted from another. */
  readonly returned: Promise<URL>;
  close(): Promise<void>;
}

const path = "/signed-in";

/**
 * Listens on the loopback address only. Where the browser runs on another machine, nothing arrives
 * there; then the address at which the browser ended can be pasted.
 * @throws CommandError that says what to do where the port is taken.
 */
export async function awaitReturnedAddress(
  port: number,
  { stdin, signal }: Pick<CommandContext, "stdin" | "signal">,
): Promise<ReturnedAddress> {
  const server = createServer();
  server.listen(port, "127.0.0.1");
  await once(server, "listening").catch((cause: unknown) => {
    throw serviceError(
      "local.port_taken",
      `Another program listens on port ${port}, which the sign-in needs. Stop it and try again.`,
      { cause },
    );
  });
  const lines = stdin && createInterface({ input: stdin });
  // Promise.withResolvers is not in Node 20.
  const returned = new Promise<URL>((resolve, reject) => {
    server.on("request", (request, response) => {
      const address = new URL(request.url ?? "/", "http://localhost");
      if (address.pathname !== path) {
        response.writeHead(404).end();
        return;
      }
      response
        .writeHead(200, {
          "content-type": "text/plain; charset=utf-8",
          "cache-control": "no-store",
        })
        .end("You can close this page and go back to the terminal.\n", () => resolve(address));
    });
    lines?.on("line", (line) => {
      const text = line.trim();
      if (URL.canParse(text)) resolve(new URL(text));
    });
    signal.addEventListener("abort", () => reject(signal.reason), { once: true });
  });
  // Whoever never waits for it closes instead.
  returned.catch(() => undefined);
  const bound = server.address();
  const actual = typeof bound === "object" && bound !== null ? bound.port : port;
  return {
    redirectUri: `http://localhost:${actual}${path}`,
    returned,
    close: async () => {
      lines?.close();
      server.close();
      server.closeAllConnections();
      await once(server, "close");
    },
  };
}
