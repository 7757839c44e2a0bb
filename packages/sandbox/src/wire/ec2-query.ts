import { type FormNode, formOf, nestForm } from "./form-input.ts";
import type { HttpAnswer } from "./http-answer.ts";
import type { Protocol } from "./protocol.ts";
import { xmlMembers, xmlRoot } from "./xml.ts";

/**
 * EC2's own query protocol: smithy.io/2.0/aws/protocols/aws-ec2-query-protocol.html
 *
 * Lists are flat and named in the singular: `Filter.1.Name=vpc-id&Filter.1.Value.1=a` becomes
 * `{ Filter: [{ Name: "vpc-id", Value: ["a"] }] }`. An operation answers with the element names of
 * the API reference (`{ vpcEndpointSet: [{ vpcEndpointId: "vpce-1" }] }`); each entry of a list
 * becomes an `item`. Absent members stay absent.
 */
export const ec2QueryProtocol: Protocol = {
  findOperation: (request) => formOf(request).get("Action") ?? undefined,
  decodeInput: (request) => nestForm(formOf(request), listOf),
  encodeAnswer: ({ operation, output, requestId, format }) => {
    const content = xmlMembers({ requestId, ...output }, "item");
    return answer(200, xmlRoot(`${operation}Response`, format.xmlNamespace, content), requestId);
  },
  encodeError: (error, requestId) => {
    const details = xmlMembers({ Code: error.code, Message: error.message }, "item");
    const body = `<Errors><Error>${details}</Error></Errors><RequestID>${requestId}</RequestID>`;
    return answer(error.httpStatus, xmlRoot("Response", undefined, body), requestId);
  },
};

function listOf(node: FormNode): FormNode | undefined {
  return Object.keys(node).every((name) => /^\d+$/.test(name)) ? node : undefined;
}

function answer(status: number, body: string, requestId: string): HttpAnswer {
  return {
    status,
    headers: { "content-type": "text/xml;charset=UTF-8", "x-amzn-requestid": requestId },
    body: `<?xml version="1.0" encoding="UTF-8"?>\n${body}`,
  };
}
