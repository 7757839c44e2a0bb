import { createContext, type ReactNode, useContext } from "react";
import type { Deployment } from "./deployment.ts";

const DeploymentContext = createContext<Deployment | undefined>(undefined);

export function DeploymentProvider({
  deployment,
  children,
}: {
  readonly deployment: Deployment;
  readonly children: ReactNode;
}) {
  return <DeploymentContext value={deployment}>{children}</DeploymentContext>;
}

/** What this site was deployed with. */
export function useDeployment(): Deployment {
  const deployment = useContext(DeploymentContext);
  if (!deployment) throw new Error("useDeployment is used outside of DeploymentProvider.");
  return deployment;
}
