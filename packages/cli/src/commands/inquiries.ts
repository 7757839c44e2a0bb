import type { Client } from "@lab-grader/core/client";
import {
  type InquiryList,
  type InquiryView,
  listInquiries,
  listOwnInquiries,
} from "@lab-grader/core/contracts/endpoints/inquiries";
import { InquiryState } from "@lab-grader/core/review/inquiry";
import * as z from "zod";
import { asFlag } from "../cohorts/open-cohort.ts";
import { defineCommand } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { inquiryText } from "../review/inquiry-text.ts";
import { connect, Login } from "../service/connect.ts";
import { findCohort } from "../service/find-cohort.ts";

/** Questions about verdicts: the own ones, or those of a cohort. */
export const inquiriesCommand = defineCommand({
  name: "inquiries",
  summary: "list questions about verdicts: your own, or those of a cohort that you run",
  example: "labgrader inquiries demo --as instructor-01",
  arguments: [{ name: "[cohort]", description: "name or id; without it, your own questions" }],
  flags: [
    { flags: "--state <state>", description: "of a cohort: open (default) or answered" },
    asFlag,
  ],
  input: z.strictObject({
    cohort: z.string().min(1).optional(),
    state: InquiryState.default("open"),
    as: Login.optional(),
  }),
  run: async ({ cohort, state, as }, context) => {
    const { terminal } = context;
    const client = await connect(context, as);
    const pages = cohort === undefined ? own(client) : await ofCohort(client, { cohort, state });
    const inquiries = await all(pages);
    terminal.print({
      text: () =>
        inquiries.length === 0
          ? "There are none."
          : inquiries.map((one) => inquiryText(one, terminal)).join("\n\n"),
      json: () => ({ inquiries }),
    });
    return exitCodes.ok;
  },
});

type Pages = (cursor: string | undefined) => Promise<InquiryList>;

function own(client: Client): Pages {
  return (cursor) => client.call(listOwnInquiries, { query: { cursor } });
}

async function ofCohort(
  client: Client,
  { cohort, state }: { readonly cohort: string; readonly state: InquiryState },
): Promise<Pages> {
  const { cohortId } = await findCohort(client, cohort);
  return (cursor) => client.call(listInquiries, { params: { cohortId }, query: { state, cursor } });
}

async function all(pages: Pages, cursor?: string): Promise<InquiryView[]> {
  const page = await pages(cursor);
  if (page.cursor === undefined) return page.inquiries;
  return [...page.inquiries, ...(await all(pages, page.cursor))];
}
