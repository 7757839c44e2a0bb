import { CommonEnvironment, readEnvironment } from "../config.ts";
import { labReader } from "../labs.ts";
import { openPlatform } from "../platform.ts";
import { createApi } from "./api.ts";

const platform = openPlatform(readEnvironment(CommonEnvironment, process.env));

/** The HTTP API. */
export const handler = createApi({ ...platform, getLab: labReader(platform.table) });
