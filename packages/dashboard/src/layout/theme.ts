import { applyMode, Mode } from "@cloudscape-design/global-styles";
import { useSyncExternalStore } from "react";
import * as z from "zod";
import { readStored } from "../sign-in/stored.ts";

const Theme = z.enum(["system", "light", "dark"]);
/** `system`: as the device is set. */
export type Theme = z.infer<typeof Theme>;

const key = "lab-grader.theme";
const isDarkDevice = matchMedia("(prefers-color-scheme: dark)");
const listeners = new Set<() => void>();
let theme: Theme = readStored(localStorage, key, Theme) ?? "system";

/** Called once at the start: before anything is drawn, so that nothing flashes. */
export function startTheme(): void {
  apply();
  isDarkDevice.addEventListener("change", apply);
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => theme,
  );
}

/** Kept on this device. */
export function setTheme(next: Theme): void {
  theme = next;
  localStorage.setItem(key, JSON.stringify(next));
  apply();
  for (const listener of listeners) listener();
}

function apply(): void {
  const isDark = theme === "dark" || (theme === "system" && isDarkDevice.matches);
  applyMode(isDark ? Mode.Dark : Mode.Light);
  document.documentElement.style.colorScheme = isDark ? "dark" : "light";
}
