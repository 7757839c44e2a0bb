import SpaceBetween from "@cloudscape-design/components/space-between";
import { useState } from "react";
import { useSearchParams } from "react-router";
import { Page } from "../../parts/page.tsx";
import { text } from "../../text/text.ts";
import { OpenedProof } from "../proof/opened-proof.tsx";
import { ProofFileSource } from "../proof/proof-file-source.tsx";
import { ProofHowTo } from "../proof/proof-how-to.tsx";
import type { ReadProofFile } from "../proof/read-proof-file.ts";

const words = text.rubric.proof.file;

type Read = Extract<ReadProofFile, { status: "read" }>;

/** Shows a proof that lies on the reader's machine. */
export function ProofPage() {
  const [read, setRead] = useState<Read>();
  const [, setQuery] = useSearchParams();
  const show = (next: Read | undefined) => {
    setRead(next);
    // What was filtered of another file says nothing of this one.
    if (read !== undefined) setQuery({}, { replace: true });
  };
  return (
    <Page
      title={words.title}
      crumbs={[{ text: text.rubric.library.title, to: "/library" }]}
      description={words.description}
    >
      <SpaceBetween size="l">
        <ProofFileSource onRead={show} />
        {read ? <OpenedProof labs={read.labs} /> : <ProofHowTo />}
      </SpaceBetween>
    </Page>
  );
}
