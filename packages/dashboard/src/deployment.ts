import * as z from "zod";

/** What infra/site-deployment.ts writes to `/config.json`; nothing of it is a secret. */
const Deployment = z.object({
  /** `local`: the local system, where nobody needs a password. */
  stage: z.string(),
  /** Without the `/v1`. */
  apiUrl: z.url(),
  /** Where people sign in: Cognito's pages, or the local system's. */
  signInUrl: z.url(),
  clientId: z.string().min(1),
});
export type Deployment = z.infer<typeof Deployment>;

/** What this site was deployed with. @throws Error with a sentence for whoever reads the page. */
export async function readDeployment(request: typeof fetch): Promise<Deployment> {
  const answer = await request("/config.json", { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`/config.json answers ${answer.status}.`);
  const config = Deployment.safeParse(await answer.json().catch(() => undefined));
  if (config.success) return config.data;
  const [issue] = config.error.issues;
  const place = issue?.path.join(".");
  throw new Error(
    place ? `/config.json: ${place} is not as expected.` : "/config.json is no JSON object.",
  );
}

/** Whether this is somebody's own machine: no password, nothing real. */
export function isLocal({ stage }: Deployment): boolean {
  return stage === "local";
}
