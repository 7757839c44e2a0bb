#!/usr/bin/env node
// Plain JavaScript on purpose: an older Node must be able to read it, and to say so. The words are
// those of scripts/node-version.mjs.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `This project runs on Node 24 or later; this is Node ${process.versions.node}. ` +
      "`npm ci` without --omit=optional installs Node 24 for Linux (x64, arm64), macOS and Windows x64; " +
      "elsewhere install Node 24 yourself, then try again.\n",
  );
  process.exit(2);
}
await import("../src/main.ts");
