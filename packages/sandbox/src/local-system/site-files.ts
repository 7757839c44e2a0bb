import { readdir, readFile } from "node:fs/promises";
import { extname, join, relative, sep } from "node:path";

/** The files of a built site, each by its path in the site: `/assets/index-D9wFQ8.js`. */
export interface SiteFiles {
  /** Absent where no such file is in the site. Sees what a later build has changed. */
  read(path: string): Promise<Buffer | undefined>;
}

/**
 * What is asked for is compared with what was found in the directory and never made into a path, so
 * nothing outside can be reached. Links are not followed.
 * @throws Error where the directory has no `index.html`.
 */
export async function openSiteFiles(directory: string): Promise<SiteFiles> {
  let files = await listFiles(directory);
  if (!files.has("/index.html")) {
    throw new Error(
      `${directory} has no index.html: build the site first, with npm run build:site.`,
    );
  }
  return {
    read: async (path) => {
      if (!files.has(path)) files = await listFiles(directory);
      const file = files.get(path);
      return file === undefined ? undefined : await readFile(file);
    },
  };
}

const contentTypes: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".mjs": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".txt": "text/plain; charset=utf-8",
};

/** As the site's bucket says it in AWS. */
export function contentTypeOf(path: string): string {
  return contentTypes[extname(path)] ?? "application/octet-stream";
}

async function listFiles(directory: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = join(entry.parentPath, entry.name);
        return [`/${relative(directory, file).split(sep).join("/")}`, file];
      }),
  );
}
