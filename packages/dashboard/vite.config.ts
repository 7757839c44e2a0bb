import { defineConfig } from "vite";

export default defineConfig({
  build: {
    // The content security policy allows files of the site only: nothing inline, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
