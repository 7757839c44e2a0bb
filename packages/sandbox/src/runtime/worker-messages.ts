/** What a function's thread is started with. */
export interface FunctionWorkerData {
  /** URL of the entry module. */
  readonly entryUrl: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

/** One invocation on its way into the thread. */
export interface InvokeMessage {
  readonly requestId: string;
  /** The event as JSON, as Lambda hands it over: nothing but JSON can pass. */
  readonly payload: string;
  /** Milliseconds since the epoch. */
  readonly deadline: number;
}

/** Whatever a handler or its module threw. */
export interface ThrownError {
  readonly name: string;
  readonly message: string;
}

/** What the thread answers. */
export type WorkerMessage =
  | { readonly kind: "ready" }
  | { readonly kind: "init_failed"; readonly error: ThrownError }
  /** `payload` is JSON. */
  | { readonly kind: "returned"; readonly requestId: string; readonly payload: string }
  | { readonly kind: "threw"; readonly requestId: string; readonly error: ThrownError };
