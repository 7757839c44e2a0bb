import type { Table } from "../storage/table.ts";
import {
  CohortInquiryRecord,
  type Inquiry,
  InquiryIdRecord,
  type InquiryPlace,
  InquiryRecord,
  LearnerInquiryRecord,
  placeOfInquiry,
} from "./inquiry.ts";

export type AnsweringInquiry =
  | { readonly status: "answered"; readonly inquiry: Inquiry }
  /** Somebody else has answered it meanwhile. */
  | { readonly status: "answered_before"; readonly inquiry: Inquiry }
  /** The grade is still the one that it is about, so nothing was changed. */
  | { readonly status: "grade_unchanged" };

/** Answers an open inquiry, once. Then its place in the list of the cohort follows. */
export async function answerInquiry(
  inquiry: Inquiry,
  answer: NonNullable<Inquiry["answer"]>,
  table: Table,
): Promise<AnsweringInquiry> {
  if (answer.decision !== "kept" && answer.gradeId === inquiry.gradeId)
    return { status: "grade_unchanged" };
  const answered = await table.update(
    InquiryRecord,
    inquiry,
    { state: "answered", answer },
    { field: "state", equals: "open" },
  );
  if (!answered)
    return {
      status: "answered_before",
      inquiry: (await table.get(InquiryRecord, inquiry)) ?? inquiry,
    };
  await followInquiry(answered, table);
  return { status: "answered", inquiry: answered };
}

/** Moves the place of an answered inquiry in the list of its cohort. Repeatable. */
export async function followInquiry(inquiry: Inquiry, table: Table): Promise<void> {
  if (inquiry.state === "open") return;
  await placeInquiry(inquiry, table);
  await table.delete(CohortInquiryRecord, { ...placeOfInquiry(inquiry), state: "open" });
}

/** Makes an inquiry to be found: by its id, and in the lists of its learner and its cohort. Repeatable. */
export async function placeInquiry(inquiry: Inquiry, table: Table): Promise<void> {
  const place = placeOfInquiry(inquiry);
  await Promise.all([
    table.put(InquiryIdRecord, place),
    table.put(LearnerInquiryRecord, place),
    table.put(CohortInquiryRecord, { ...place, state: inquiry.state }),
  ]);
}

/** The inquiry at a place; `undefined` where it was never written, or is gone. */
export async function findInquiry(
  place: Pick<InquiryPlace, "inquiryId" | "submissionId" | "criterion" | "number">,
  table: Table,
): Promise<Inquiry | undefined> {
  const inquiry = await table.get(InquiryRecord, place);
  return inquiry?.inquiryId === place.inquiryId ? inquiry : undefined;
}

export async function findInquiryById(
  inquiryId: string,
  table: Table,
): Promise<Inquiry | undefined> {
  const place = await table.get(InquiryIdRecord, { inquiryId });
  return place && (await findInquiry(place, table));
}
