import { Page } from "../../parts/page.tsx";

export function LabPage() {
  return <Page title="LabPage">{null}</Page>;
}
