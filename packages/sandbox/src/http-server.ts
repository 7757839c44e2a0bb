import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { SignedRequest } from "./sigv4.ts";

/** A request as it came over the wire; whether it is signed, nobody has looked. */
export interface HttpRequest extends SignedRequest {
  /** Every value of a header that was sent more than once. */
  readonly headersDistinct: NodeJS.Dict<string[]>;
}

/** What goes back; a list is a header for each of its values. */
export interface HttpResult {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[]>>;
  readonly body: string | Buffer;
}

/** A listening sandbox. */
export interface HttpServer {
  readonly port: number;
  /** Breaks connections that are still open: long polls of SQS would hold the process for 20 s. */
  close(): Promise<void>;
}

export interface HttpServerOptions {
  /** 0: any free port. */
  readonly port: number;
  /** The Date header follows it, so that SDKs correct their signatures when a test moves the clock. */
  readonly clock: () => number;
  readonly answer: (request: HttpRequest) => HttpResult | Promise<HttpResult>;
}

/** DynamoDB takes 16 MB, the largest of the services here. */
const maxBodyBytes = 16 * 1024 * 1024;

/**
 * No connection is closed for being idle: a client that the machine holds up for longer than that
 * would write into one that is closing, and be told of a reset instead of an answer.
 */
const keptOpen = { keepAliveTimeout: 0 };

/**
 * Listens on the loopback addresses only, IPv6 too where there is one: clients that try it first
 * would otherwise meet whatever else listens there.
 * @throws Error that names the port and what to do, if it is taken.
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const onRequest = (incoming: IncomingMessage, outgoing: ServerResponse) => {
    respond(incoming, outgoing, options).catch(() => outgoing.destroy());
  };
  const server = createServer(keptOpen, onRequest);
  const port = await listen(server, options.port, "127.0.0.1");
  const servers = [server];
  const second = createServer(keptOpen, onRequest);
  try {
    await listen(second, port, "::1");
    servers.push(second);
  } catch (error) {
    if (isCode(error, "EADDRINUSE")) {
      await close(server);
      throw portTaken(port, error);
    }
  }
  return {
    port,
    close: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

async function respond(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { clock, answer }: HttpServerOptions,
): Promise<void> {
  const body = await bodyOf(incoming);
  if (body === undefined) {
    outgoing.writeHead(413, { connection: "close" }).end();
    return;
  }
  const { method = "GET", url = "/", headers } = incoming;
  const hangUp = new AbortController();
  outgoing.once("close", () => {
    if (!outgoing.writableFinished) {
      hangUp.abort();
    }
  });
  const result = await answer({
    method,
    url,
    headers,
    // Node takes the headers apart once more for it, which only the API needs.
    get headersDistinct() {
      return incoming.headersDistinct;
    },
    body,
    signal: hangUp.signal,
  });
  outgoing.writeHead(result.status, {
    ...result.headers,
    date: new Date(clock()).toUTCString(),
    "content-length": Buffer.byteLength(result.body),
  });
  outgoing.end(result.body);
}

/** `undefined`: too large. Event by event: the stream's iterator costs as much as a small request. */
function bodyOf(incoming: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let sizeBytes = 0;
    incoming.on("data", (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes <= maxBodyBytes) {
        chunks.push(chunk);
      } else {
        resolve(undefined);
      }
    });
    incoming.once("end", () => resolve(Buffer.concat(chunks)));
    incoming.once("error", reject);
  });
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (error) => {
      reject(isCode(error, "EADDRINUSE") && host === "127.0.0.1" ? portTaken(port, error) : error);
    });
    server.listen({ port, host, ipv6Only: host === "::1" }, () => {
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}

function portTaken(port: number, cause: unknown): Error {
  return new Error(
    `port ${port} is taken: end the program that listens there, or start the sandbox with another port (0 takes any free one)`,
    { cause },
  );
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
