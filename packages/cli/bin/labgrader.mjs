#!/usr/bin/env node
// Plain JavaScript on purpose: an older Node must be able to read it, and to say so.
import "../../../scripts/node-version.mjs";

await import("../src/main.ts");
