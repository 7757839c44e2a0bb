import { onlineManager } from "@tanstack/react-query";
import { useSyncExternalStore } from "react";

/** Whether this device is connected at all. */
export function useOnline(): boolean {
  return useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
}
