// npm puts node_modules/.bin first on PATH, so every script meets the Node 24 that `npm ci`
// installs from the registry. This says so where that did not happen. Plain JavaScript on purpose:
// an older Node must be able to read it.
const major = Number(process.versions.node.split(".")[0]);
if (major < 24) {
  process.stderr.write(
    `This project runs on Node 24 or later; this is Node ${process.versions.node}. ` +
      "`npm ci` without --omit=optional installs Node 24 for Linux (x64, arm64), macOS and Windows x64; " +
      "elsewhere install Node 24 yourself, then try again.\n",
  );
  process.exit(2);
}
