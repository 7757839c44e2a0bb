import { downloadCommands, signInCommands, tokenCommands } from "./commands.ts";
import { readDeployment } from "./deployment.ts";

write("download", downloadCommands(location.origin));
write("sign-in", signInCommands(location.origin));
write("token", tokenCommands(location.origin));
try {
  const { stage, apiUrl } = await readDeployment(fetch);
  write("api", apiUrl);
  write("stage", stage);
} catch (fault) {
  const reason = fault instanceof Error ? fault.message : String(fault);
  write("api", "not known");
  write("stage", "not known");
  write(
    "problem",
    `This page does not know its API. ${reason} Load it again; if that does not help, tell your instructor.`,
  );
  document.getElementById("problem")?.removeAttribute("hidden");
}

function write(id: string, text: string): void {
  const place = document.getElementById(id);
  if (place) place.textContent = text;
}
