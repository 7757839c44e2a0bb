import react from "@vitejs/plugin-react";
import { defineConfig, type Plugin } from "vite";

/**
 * Cloudscape's style sheet carries its fonts in itself. As files they are fetched beside it, once
 * for all deployments, and the content security policy needs to allow nothing but the site.
 */
function fontsAsFiles(): Plugin {
  return {
    name: "fonts-as-files",
    generateBundle(_options, bundle) {
      for (const asset of Object.values(bundle)) {
        if (asset.type !== "asset" || !asset.fileName.endsWith(".css")) continue;
        // Words first, in another font where need be; the look comes when it is there.
        const styles = String(asset.source).replaceAll(
          "@font-face{",
          "@font-face{font-display:swap;",
        );
        asset.source = styles.replaceAll(
          /data:font\/woff2;base64,([A-Za-z0-9+/=]+)/g,
          (_all, base64: string) => {
            const source = Buffer.from(base64, "base64");
            const file = this.emitFile({ type: "asset", name: "font.woff2", source });
            return `/${this.getFileName(file)}`;
          },
        );
      }
    },
  };
}

export default defineConfig({
  plugins: [react(), fontsAsFiles()],
  build: {
    // The content security policy allows files of the site only: nothing inline, no data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // The first with light-dark(), developer.mozilla.org/docs/Web/CSS/color_value/light-dark. For
    // older ones it is rewritten to variables that nothing sets, and every colour is lost.
    cssTarget: ["chrome123", "edge123", "firefox120", "safari17.5"],
    rolldownOptions: {
      output: {
        // What keeps zod from making functions of text must run before the first schema is made, so
        // right after zod itself and in its file: of a file, all others that it imports run first.
        codeSplitting: {
          groups: [{ name: "zod", test: /node_modules\/zod\/|\/zod-without-eval\.ts$/ }],
        },
      },
    },
  },
  // npm run dev:site, beside `npm run dev -- --no-site`: the sign-in and the API know this address.
  server: {
    port: 4602,
    strictPort: true,
    proxy: { "/config.json": "http://localhost:4601" },
  },
});
