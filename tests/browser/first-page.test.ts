import { expect, it } from "vitest";
import * as z from "zod";
import { firstPageLimitKb } from "../../infra/limits.ts";
import { firstPageBytes } from "./first-page.ts";

it("the learner's first page is small enough for a slow connection", async () => {
  const directory = z.string().parse(process.env.TEST_SITE_DIRECTORY);

  expect((await firstPageBytes(directory)) / 1000).toBeLessThan(firstPageLimitKb);
});
