/** What infra/site-deployment.ts writes to `/config.json`; nothing of it is a secret. */
export interface Deployment {
  readonly stage: string;
  readonly apiUrl: string;
}

/** What this site was deployed with. @throws Error with a sentence for whoever reads the page. */
export async function readDeployment(request: typeof fetch): Promise<Deployment> {
  const answer = await request("/config.json", { headers: { accept: "application/json" } });
  if (!answer.ok) throw new Error(`/config.json answers ${answer.status}.`);
  const config: unknown = await answer.json().catch(() => undefined);
  if (typeof config !== "object" || config === null) throw new Error("/config.json is no JSON.");
  const { stage, apiUrl }: { stage?: unknown; apiUrl?: unknown } = config;
  if (typeof stage === "string" && typeof apiUrl === "string") return { stage, apiUrl };
  throw new Error("/config.json lacks the stage or the address of the API.");
}
