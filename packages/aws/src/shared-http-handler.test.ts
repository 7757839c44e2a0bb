import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { HttpRequest } from "@smithy/core/protocols";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { SharedHttpHandler } from "./shared-http-handler.ts";

let connections: number;
let port: number;
let close: () => void;
beforeEach(async () => {
  connections = 0;
  const server = createServer((_, response) => response.end("ok"));
  server.on("connection", () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
  const address = server.address();
  port = isAddress(address) ? address.port : 0;
  close = () => {
    server.closeAllConnections();
    server.close();
  };
});
afterEach(() => close());

function isAddress(address: string | AddressInfo | null): address is AddressInfo {
  return typeof address === "object" && address !== null;
}

async function get(handler: SharedHttpHandler): Promise<void> {
  const request = new HttpRequest({ protocol: "http:", hostname: "localhost", port, path: "/" });
  const { response } = await handler.handle(request);
  // The connection is free again once the body was read.
  for await (const _chunk of response.body);
}

describe("SharedHttpHandler", () => {
  it("keeps its connection when one of its clients is destroyed", async () => {
    const handler = new SharedHttpHandler({ callDeadlineSeconds: 5 });

    await get(handler);
    handler.destroy();
    await get(handler);
    handler.close();

    expect(connections).toBe(1);
  });
});
