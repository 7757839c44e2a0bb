import { Page } from "../../parts/page.tsx";

export function ProofPage() {
  return <Page title="ProofPage">{null}</Page>;
}
