import type { PublishedLab } from "@lab-grader/core/contracts/endpoints/labs";

type Version = PublishedLab["versions"][number];

/** A version of a lab in the list. */
export interface VersionRow extends Version {
  /** Names the row among all. */
  readonly key: string;
  readonly labId: string;
  readonly title: string;
  /** Older versions that are shown below it; empty of those themselves. */
  readonly older: readonly VersionRow[];
}

export interface ShownLabs {
  /** One for each lab: its newest version that is shown. */
  readonly rows: readonly VersionRow[];
  /** Versions to try out that fit the search and are not shown. */
  readonly hiddenDev: number;
}

/** The labs that fit a search by what a person may know of them, in the order of their titles. */
export function shownLabs(
  labs: readonly PublishedLab[],
  { find, isDevShown }: { readonly find: string; readonly isDevShown: boolean },
): ShownLabs {
  const words = find.toLowerCase().split(/\s+/).filter(Boolean);
  let hiddenDev = 0;
  const rows = labs.flatMap(({ labId, title, versions }) => {
    const found = versions.filter((version) => fits(words, { labId, title, version }));
    const shown = found.filter(({ isDev }) => isDevShown || !isDev);
    hiddenDev += found.length - shown.length;
    const [newest, ...older] = shown.map(
      (version): VersionRow => ({
        ...{ ...version, labId, title, older: [] },
        key: `${labId} ${version.version}`,
      }),
    );
    return newest === undefined ? [] : [{ ...newest, older }];
  });
  const ordered = rows.toSorted(
    (one, other) => one.title.localeCompare(other.title) || one.labId.localeCompare(other.labId),
  );
  return { rows: ordered, hiddenDev };
}

function fits(
  words: readonly string[],
  of: { readonly labId: string; readonly title: string; readonly version: Version },
): boolean {
  const { version, digest, publishedBy } = of.version;
  const all = [of.labId, of.title, version, digest, publishedBy].join("\n").toLowerCase();
  return words.every((word) => all.includes(word));
}
