import type { AwsService } from "../../service.ts";
import { createAnalyzer, listAnalyzers, listFindings } from "./analyzers.ts";
import { checkNoPublicAccess, validatePolicy } from "./policy-checks.ts";

/** IAM Access Analyzer: checks of policies, and findings on the policies of tables and streams. */
export function createAccessAnalyzerService(): AwsService {
  return {
    signingName: "access-analyzer",
    protocol: "rest-json",
    operations: {
      CheckNoPublicAccess: checkNoPublicAccess,
      CreateAnalyzer: createAnalyzer,
      ListAnalyzers: listAnalyzers,
      ListFindings: listFindings,
      ValidatePolicy: validatePolicy,
    },
  };
}
