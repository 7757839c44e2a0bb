import { AppLink } from "../parts/app-link.tsx";
import { text } from "../text/text.ts";
import { useSurroundings } from "./criterion-context.tsx";
import { InquiryCard } from "./inquiry-card.tsx";

/** What the learner has asked about one criterion of this submission, with the answers. */
export function InquiriesOf({ criterion }: { readonly criterion: string }) {
  const { view, inquiries } = useSurroundings();
  const own = inquiries.filter(
    (each) => each.submissionId === view.submissionId && each.criterion === criterion,
  );
  if (own.length === 0) return null;
  return (
    <div className="criterion-inquiries">
      {own.map((inquiry) => (
        <InquiryCard key={inquiry.inquiryId} inquiry={inquiry} />
      ))}
      <AppLink to="/questions">{text.inquiries.title}</AppLink>
    </div>
  );
}
