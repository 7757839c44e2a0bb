import BarChart from "@cloudscape-design/components/bar-chart";
import ExpandableSection from "@cloudscape-design/components/expandable-section";
import SpaceBetween from "@cloudscape-design/components/space-between";
import Table from "@cloudscape-design/components/table";
import { text } from "../text/text.ts";

/** How often each of some values is there. */
export interface CountedBar {
  readonly label: string;
  readonly count: number;
}

/** A bar for each value, and the same numbers as a table for whoever does not see the bars. */
export function CountedBars({
  title,
  xTitle,
  yTitle,
  bars,
  height = 220,
}: {
  readonly title: string;
  /** What the values are, with their unit. */
  readonly xTitle: string;
  /** What is counted. */
  readonly yTitle: string;
  readonly bars: readonly CountedBar[];
  readonly height?: number;
}) {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  return (
    <SpaceBetween size="xs">
      <BarChart
        ariaLabel={title}
        xTitle={xTitle}
        yTitle={yTitle}
        xScaleType="categorical"
        yDomain={[0, most]}
        height={height}
        hideFilter
        hideLegend
        series={[
          {
            type: "bar",
            title: yTitle,
            data: bars.map(({ label, count }) => ({ x: label, y: count })),
          },
        ]}
        i18nStrings={{ yTickFormatter: (count) => (Number.isInteger(count) ? String(count) : "") }}
      />
      <ExpandableSection headerText={text.parts.asTable} variant="footer">
        <Table
          variant="borderless"
          contentDensity="compact"
          items={[...bars]}
          trackBy="label"
          ariaLabels={{ tableLabel: title }}
          columnDefinitions={[
            { id: "label", header: xTitle, cell: ({ label }) => label, isRowHeader: true },
            { id: "count", header: yTitle, cell: ({ count }) => count.toLocaleString("en") },
          ]}
        />
      </ExpandableSection>
    </SpaceBetween>
  );
}
