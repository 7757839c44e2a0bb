import Button from "@cloudscape-design/components/button";
import SpaceBetween from "@cloudscape-design/components/space-between";
import TextFilter from "@cloudscape-design/components/text-filter";
import Toggle from "@cloudscape-design/components/toggle";
import { listLabs, type PublishedLab } from "@lab-grader/core/contracts/endpoints/labs";
import { useOperation } from "../../api/use-operation.ts";
import { useFollow } from "../../parts/app-link.tsx";
import { Empty, Loaded } from "../../parts/loaded.tsx";
import { Page } from "../../parts/page.tsx";
import { useQueryText } from "../../parts/use-query-text.ts";
import { text } from "../../text/text.ts";
import { shownLabs } from "./lab-rows.ts";
import { LibraryTable } from "./library-table.tsx";
import { PublishGuide } from "./publish-guide.tsx";
import "./library.css";

const words = text.rubric.library;

/** Every published lab. */
export function LibraryPage() {
  const follow = useFollow();
  const read = useOperation(listLabs, {});
  return (
    <Page
      title={words.title}
      description={words.description}
      actions={
        <Button href="/library/proof" onFollow={follow}>
          {words.openProof}
        </Button>
      }
    >
      <SpaceBetween size="l">
        <Loaded read={read}>{({ labs }) => <Library labs={labs} />}</Loaded>
        <PublishGuide />
      </SpaceBetween>
    </Page>
  );
}

function Library({ labs }: { readonly labs: readonly PublishedLab[] }) {
  const [find, setFind] = useQueryText("find");
  const [dev, setDev] = useQueryText("dev");
  const isDevShown = dev === "shown";
  const { rows, hiddenDev } = shownLabs(labs, { find, isDevShown });
  return (
    <SpaceBetween size="s">
      <div className="library-filters">
        <div className="library-find">
          <TextFilter
            filteringText={find}
            filteringPlaceholder={words.find}
            filteringAriaLabel={words.find}
            onChange={({ detail }) => setFind(detail.filteringText)}
          />
        </div>
        <Toggle
          checked={isDevShown}
          onChange={({ detail }) => setDev(detail.checked ? "shown" : "")}
          {...(hiddenDev > 0 && { description: words.hiddenDev(hiddenDev) })}
        >
          {words.showDev}
        </Toggle>
      </div>
      <LibraryTable
        rows={rows}
        empty={
          labs.length === 0 ? (
            <Empty title={words.emptyTitle}>{words.empty}</Empty>
          ) : (
            <Empty
              title={words.nothingTitle}
              action={find !== "" && <Button onClick={() => setFind("")}>{words.clear}</Button>}
            >
              {hiddenDev > 0 ? words.nothingDev : words.nothing}
            </Empty>
          )
        }
      />
    </SpaceBetween>
  );
}
