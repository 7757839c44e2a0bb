import "./written-text.css";

/** A text of a learner as it was written: its line breaks stay, very long words break. */
export function WrittenText({ children }: { readonly children: string }) {
  return (
    <div className="written-text" dir="auto">
      {children}
    </div>
  );
}
