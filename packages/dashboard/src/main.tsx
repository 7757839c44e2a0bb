import "./zod-without-eval.ts";
import "@cloudscape-design/global-styles/index.css";
import "./app.css";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { readDeployment } from "./deployment.ts";
import { startTheme } from "./layout/theme.ts";
import { createSession } from "./sign-in/session.ts";
import { text } from "./text/text.ts";

startTheme();
const place = document.getElementById("app");
if (!place) throw new Error("index.html has no element #app.");
try {
  const deployment = await readDeployment(fetch);
  const session = createSession({
    deployment,
    store: sessionStorage,
    fetch: fetch.bind(globalThis),
    now: Date.now,
    origin: location.origin,
    channel: new BroadcastChannel("lab-grader.sign-in"),
  });
  createRoot(place).render(
    <StrictMode>
      <App deployment={deployment} session={session} />
    </StrictMode>,
  );
} catch (fault) {
  const reason = fault instanceof Error ? fault.message : String(fault);
  const main = document.createElement("main");
  const title = document.createElement("h1");
  title.textContent = text.signIn.brokenTitle;
  main.append(title, text.signIn.broken(reason));
  main.setAttribute("role", "alert");
  place.replaceChildren(main);
}
