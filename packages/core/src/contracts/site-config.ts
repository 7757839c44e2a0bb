import * as z from "zod";

/** What a site says of its deployment in `/config.json`; nothing of it is a secret. */
export const SiteConfig = z.object({
  /** `local` on a laptop. */
  stage: z.string().min(1),
  /** Without the `/v1`. */
  apiUrl: z.url(),
  /** The OAuth endpoints lie below: `<signInUrl>/oauth2/authorize`. */
  signInUrl: z.url(),
  /** The site's own client at the sign-in. */
  clientId: z.string().min(1),
  /** The client of `labgrader login`. */
  commandLineClientId: z.string().min(1),
});
export type SiteConfig = z.infer<typeof SiteConfig>;
