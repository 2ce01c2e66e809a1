import { errorCode, GoldenPipelineError } from "../core/index.js";
import type { ChatUsage } from "./chat-model.js";

/**
 * Why a call failed: `rate-limit` too many calls; `server` a fault over there; `network` no answer; `timeout` none in
 * time; `protocol` an answer that is not what was promised; `request` this one request was refused; `access` every
 * request would be refused (wrong key, unknown model, no quota left).
 */
export type ChatErrorKind = "rate-limit" | "server" | "network" | "timeout" | "protocol" | "request" | "access";

/** Thrown when a call to a language model failed. It never carries the key or a header that was sent. */
export class ChatError extends GoldenPipelineError {
  readonly kind: ChatErrorKind;
  /** The HTTP status, when there was one. */
  readonly status: number | undefined;
  /** How long the provider asked to wait before the next call. */
  readonly retryAfterMilliseconds: number | undefined;
  /** Whether the provider may charge for the call all the same: it was begun, or nobody knows. */
  readonly mayBeCharged: boolean;
  /** Tokens that the provider counted for a call that failed. */
  readonly usage: ChatUsage | undefined;

  constructor(details: {
    readonly place: string;
    readonly kind: ChatErrorKind;
    readonly message: string;
    readonly status?: number | undefined;
    readonly retryAfterMilliseconds?: number | undefined;
    /** @default true for `timeout` and `protocol`, and where there is `usage` */
    readonly mayBeCharged?: boolean;
    readonly usage?: ChatUsage | undefined;
  }) {
    super("chat", { place: details.place, message: details.message });
    this.kind = details.kind;
    this.status = details.status;
    this.retryAfterMilliseconds = details.retryAfterMilliseconds;
    this.usage = details.usage;
    this.mayBeCharged =
      details.mayBeCharged ?? (details.usage !== undefined || this.kind === "timeout" || this.kind === "protocol");
  }

  /** Whether the same call may succeed later. */
  get retryable(): boolean {
    return this.kind !== "request" && this.kind !== "access";
  }

  static override isInstance(error: unknown): error is ChatError {
    return errorCode(error) === "chat";
  }
}

/** The kind that an HTTP status stands for. */
export function kindOfStatus(status: number): ChatErrorKind {
  if (status === 429) return "rate-limit";
  if (status === 408 || status >= 500) return "server";
  if (status === 401 || status === 402 || status === 403 || status === 404) return "access";
  return "request";
}
