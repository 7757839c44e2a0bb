import { AppLink } from "../parts/app-link.tsx";
import { Empty } from "../parts/loaded.tsx";
import { Page } from "../parts/page.tsx";
import { text } from "../text/text.ts";

/** An address that belongs to no page. */
export function NotFoundPage() {
  return (
    <Page title={text.faults.notFoundTitle}>
      <Empty
        title={text.faults.notFound}
        action={<AppLink to="/">{text.faults.toStart}</AppLink>}
      />
    </Page>
  );
}
