import { splitListed } from "@lab-grader/core/views/listed-text";
import { LearnerText } from "../parts/learner-text.tsx";
import { withOwnTimes } from "./times.ts";

/** A text of the catalogue or from the account; possibilities that it numbers become a list. */
export function ListedText({ children }: { readonly children: string }) {
  const { sentence, items } = splitListed(withOwnTimes(children));
  return (
    <>
      <LearnerText>{sentence}</LearnerText>
      {items.length > 0 && (
        <ul>
          {items.map((item) => (
            <li key={item}>
              <LearnerText>{item}</LearnerText>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
