/**
 * How the web application's files are sent: by CloudFront in AWS, by the local system on a laptop.
 * The application's pages have no files: whatever is neither a file nor below one of `filePaths` is
 * answered with `index.html`.
 */
export const siteDelivery = {
  /** A file or nothing: a missing one must not be taken for a page. */
  filePaths: ["/assets/", "/config.json", "/labgrader.mjs"],
  /** Their names change with their content. */
  immutableFiles: "assets/",
  immutable: "public,max-age=31536000,immutable",
  /** Of all others: kept, and asked for again each time. */
  fresh: "no-cache",
} as const;

/**
 * The security headers of every answer of the site. It runs and shows nothing but its own files,
 * and speaks with its API and the sign-in only.
 */
export function siteHeaders(sources: {
  /** Origin of the API, or a pattern of origins. */
  readonly apiSource: string;
  /** Origin of the sign-in. */
  readonly signInSource: string;
}) {
  const connectSources = new Set(["'self'", sources.apiSource, sources.signInSource]);
  return {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      `connect-src ${[...connectSources].join(" ")}`,
      "img-src 'self' data:",
      "font-src 'self'",
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join("; "),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
  } as const;
}
