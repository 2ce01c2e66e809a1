import { type OptionRules, option } from "../core/house.js";
import { InvalidArgumentError, type Json } from "../core/index.js";
import { redact } from "./redact.js";
import { ServiceError } from "./service-error.js";

/** How an adapter reaches a service that speaks JSON over HTTP. */
export interface ServiceOptions {
  /** e.g. `http://127.0.0.1:9093`; a path in it stands before the service's own. */
  readonly url: string;
  /** e.g. `{ authorization: "Bearer …" }`; never in a message. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** How long one call may take. @default 10000 */
  readonly timeoutMilliseconds?: number;
  /** @default the global fetch */
  readonly fetch?: typeof globalThis.fetch;
}

export const serviceRules: OptionRules<ServiceOptions> = {
  url: option.required(option.text),
  headers: option.anything, // Checked below: the values never stand in an error.
  timeoutMilliseconds: option.number({ above: 0, below: 2 ** 31 }),
  fetch: option.callback,
};

export interface ServiceClient {
  /**
   * One call, never repeated. Redirects are refused, as they would carry the headers to another host.
   * @returns What the service answered, undefined for nothing.
   * @throws {ServiceError} no answer, a refusal, or an answer that is not JSON.
   */
  call(method: "GET" | "POST" | "PUT" | "DELETE", path: string, body?: Json): Promise<unknown>;
}

/** @throws {InvalidArgumentError} the address or a header is not allowed. The options' shapes are checked by the adapter, with `serviceRules`. */
export function createServiceClient(place: string, options: ServiceOptions): ServiceClient {
  const { headers = {}, timeoutMilliseconds = 10_000, fetch = globalThis.fetch } = options;
  const base = readAddress(place, options.url);
  for (const [name, value] of Object.entries(headers))
    if (!/^[\w!#$%&'*+.^|~-]+$/.test(name) || !/^[\x20-\x7e]*$/.test(value))
      throw new InvalidArgumentError(place, "`headers` to be visible ASCII", undefined, "another text");
  const secrets = Object.values(headers).flatMap((value) => [value, ...value.split(" ").slice(1)]);

  return {
    async call(method, path, body) {
      const late = new AbortController();
      const timer = setTimeout(() => late.abort(), timeoutMilliseconds);
      try {
        const response = await fetch(`${base}${path}`, {
          method,
          headers: {
            ...headers,
            accept: "application/json",
            ...(body !== undefined && { "content-type": "application/json" }),
          },
          ...(body !== undefined && { body: JSON.stringify(body) }),
          signal: late.signal,
          redirect: "manual",
        });
        const { status } = response;
        const text = await response.text();
        if (response.ok) return readJson(text);
        const said = redact(text, secrets).replaceAll(/\s+/g, " ").trim().slice(0, 300);
        const message = `${base}${path} answered with status ${status}${said === "" ? "" : `: ${said}`}`;
        throw new ServiceError({
          place,
          message,
          status,
          retryable: status === 408 || status === 429 || status >= 500,
        });
      } catch (error) {
        if (ServiceError.isInstance(error)) throw error;
        const why = late.signal.aborted ? `none within ${timeoutMilliseconds} ms` : reasonOf(error);
        throw new ServiceError({
          place,
          message: `Expected an answer of ${base}${path}, got ${redact(why, secrets)}`,
          retryable: true,
          cause: error,
        });
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

function readJson(text: string): unknown {
  return text.trim() === "" ? undefined : JSON.parse(text);
}

/** The system's own code, which fetch hides in a cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return "another error";
  if (error.cause instanceof Error) return (error.cause as NodeJS.ErrnoException).code ?? error.cause.message;
  return error instanceof SyntaxError ? "something that is not JSON" : error.message;
}

function readAddress(place: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const plain = url !== undefined && url.username === "" && url.password === "" && url.search === "" && url.hash === "";
  if (!plain || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError(
      place,
      "`url` to be an http or https address without a user, a password or a query (give `headers`)",
      undefined,
      "another text",
    );
  return `${url.origin}${url.pathname.replace(/\/+$/, "")}`;
}
