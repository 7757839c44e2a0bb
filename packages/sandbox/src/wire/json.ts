import { crc32 } from "node:zlib";
import type { HttpAnswer } from "./http-answer.ts";
import { jsonBodyOf } from "./json-body.ts";
import type { Protocol, ServiceFormat } from "./protocol.ts";

/** AWS JSON 1.0 and 1.1: smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export const jsonProtocol: Protocol = {
  findOperation: (request) => {
    const target = request.headers["x-amz-target"];
    return typeof target === "string" ? target.split(".").at(-1) : undefined;
  },
  decodeInput: jsonBodyOf,
  encodeAnswer: ({ output, requestId, format }) => answer(200, output, requestId, format),
  encodeError: (error, requestId, format) => {
    const type =
      format.errorNamespace === undefined ? error.code : `${format.errorNamespace}#${error.code}`;
    const body = { ...error.members, __type: type, message: error.message };
    const encoded = answer(error.httpStatus, body, requestId, format);
    if (format.queryCompatible !== true) {
      return encoded;
    }
    const fault = error.httpStatus < 500 ? "Sender" : "Receiver";
    const headers = { ...encoded.headers, "x-amzn-query-error": `${error.queryCode};${fault}` };
    return { ...encoded, headers };
  },
};

function answer(
  status: number,
  content: object,
  requestId: string,
  { protocol }: ServiceFormat,
): HttpAnswer {
  const body = JSON.stringify(content);
  const version = protocol === "json-1.0" ? "1.0" : "1.1";
  return {
    status,
    headers: {
      "content-type": `application/x-amz-json-${version}`,
      "x-amzn-requestid": requestId,
      "x-amz-crc32": String(crc32(body)),
    },
    body,
  };
}
