import { readFile } from "node:fs/promises";
import { brotliCompressSync, constants } from "node:zlib";
import * as z from "zod";

const Manifest = z.record(
  z.string(),
  z.object({ file: z.string(), imports: z.array(z.string()).default([]) }),
);

/** What a browser fetches before the learner's first page runs. */
const firstPage = ["index.html", "src/learner/my-labs/my-labs-page.tsx"];

/** CloudFront compresses with Brotli as it answers and does not say how hard; 5 is usual for that. */
const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };

/** Bytes of JavaScript, compressed as CloudFront sends it, of a site that was built with its manifest. */
export async function firstPageBytes(directory: string): Promise<number> {
  const manifest = Manifest.parse(
    JSON.parse(await readFile(`${directory}/.vite/manifest.json`, "utf8")),
  );
  const chunks = new Set(firstPage);
  for (const chunk of chunks) {
    const found = manifest[chunk];
    if (!found) throw new Error(`the build has no ${chunk}`);
    for (const each of found.imports) chunks.add(each);
  }
  const sizes = await Promise.all(
    [...chunks].map(async (chunk) => {
      const content = await readFile(`${directory}/${manifest[chunk]?.file}`);
      return brotliCompressSync(content, quality).length;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
