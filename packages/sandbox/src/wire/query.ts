import { type FormNode, formOf, nestForm } from "./form-input.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { Protocol } from "./protocol.ts";
import { xmlMembers, xmlRoot } from "./xml.ts";

/**
 * AWS query: form in, XML out: smithy.io/2.0/aws/protocols/aws-query-protocol.html
 * `Tags.member.1.Key=a` becomes `{ Tags: [{ Key: "a" }] }`.
 */
export const queryProtocol: Protocol = {
  findOperation: (request) => formOf(request).get("Action") ?? undefined,
  decodeInput: (request) => nestForm(formOf(request), listOf),
  encodeAnswer: ({ operation, output, requestId, format }) => {
    const result = `<${operation}Result>${xmlMembers(output, "member")}</${operation}Result>`;
    const metadata = `<ResponseMetadata><RequestId>${requestId}</RequestId></ResponseMetadata>`;
    const root = xmlRoot(`${operation}Response`, format.xmlNamespace, result + metadata);
    return answer(200, root, requestId);
  },
  encodeError: (error, requestId, format) => {
    const type = error.httpStatus < 500 ? "Sender" : "Receiver";
    const details = { Type: type, Code: error.code, Message: error.message };
    const body = `<Error>${xmlMembers(details, "member")}</Error><RequestId>${requestId}</RequestId>`;
    return answer(error.httpStatus, xmlRoot("ErrorResponse", format.xmlNamespace, body), requestId);
  },
};

function listOf(node: FormNode): FormNode | undefined {
  const list = node.member;
  const isList = typeof list === "object" && Object.keys(node).length === 1;
  return isList ? list : undefined;
}

function answer(status: number, body: string, requestId: string): HttpAnswer {
  return {
    status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": requestId },
    body,
  };
}
