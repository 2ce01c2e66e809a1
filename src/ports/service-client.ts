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
  /** The same with a text that is no JSON. The headers are no secrets; the signal ends the call, which then rejects with its reason. */
  send(
    method: "GET" | "POST" | "DELETE",
    path: string,
    request: {
      readonly text?: string;
      readonly headers?: Readonly<Record<string, string>>;
      readonly signal?: AbortSignal | undefined;
    },
  ): Promise<unknown>;
  /** Puts bytes there, whatever was there before. @throws {ServiceError} as `call` does. */
  upload(path: string, content: Uint8Array): Promise<void>;
  /** @param maximumBytes More of them are refused before they are read. @throws {ServiceError} as `call` does. */
  download(path: string, maximumBytes: number): Promise<Uint8Array>;
}

/**
 * @param otherSecrets What stands in no header as it is, such as the password of basic authentication, and in no message either.
 * @throws {InvalidArgumentError} the address or a header is not allowed. The options' shapes are checked by the adapter, with `serviceRules`.
 */
export function createServiceClient(
  place: string,
  options: ServiceOptions,
  otherSecrets: readonly string[] = [],
): ServiceClient {
  const { headers = {}, timeoutMilliseconds = 10_000, fetch = globalThis.fetch } = options;
  const base = readAddress(place, options.url);
  for (const [name, value] of Object.entries(headers))
    if (!/^[\w!#$%&'*+.^|~-]+$/.test(name) || !/^[\x20-\x7e]*$/.test(value))
      throw new InvalidArgumentError(place, "`headers` to be visible ASCII", undefined, "another text");
  const secrets = [
    ...otherSecrets,
    ...Object.values(headers).flatMap((value) => [value, ...value.split(" ").slice(1)]),
  ];

  /** Sends and reads within the time of one call. */
  async function exchange<Result>(
    path: string,
    request: RequestInit & { readonly headers: Readonly<Record<string, string>> },
    read: (response: Response) => Promise<Result>,
    ended?: AbortSignal,
  ): Promise<Result> {
    const late = new AbortController();
    const timer = setTimeout(() => late.abort(), timeoutMilliseconds);
    try {
      const response = await fetch(`${base}${path}`, {
        ...request,
        headers: { ...headers, ...request.headers },
        signal: ended === undefined ? late.signal : AbortSignal.any([late.signal, ended]),
        redirect: "manual",
      });
      if (response.ok) return await read(response);
      const { status } = response;
      const said = redact(await response.text(), secrets)
        .replaceAll(/\s+/g, " ")
        .trim()
        .slice(0, 300);
      const message = `${base}${path} answered with status ${status}${said === "" ? "" : `: ${said}`}`;
      throw new ServiceError({ place, message, status, retryable: status === 408 || status === 429 || status >= 500 });
    } catch (error) {
      if (ServiceError.isInstance(error)) throw error;
      ended?.throwIfAborted();
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
  }

  return {
    call: (method, path, body) =>
      exchange(
        path,
        {
          method,
          headers: { accept: "application/json", ...(body !== undefined && { "content-type": "application/json" }) },
          ...(body !== undefined && { body: JSON.stringify(body) }),
        },
        async (response) => readJson(await response.text()),
      ),
    send: (method, path, { text, headers: further = {}, signal }) =>
      exchange(
        path,
        { method, headers: { accept: "application/json", ...further }, ...(text !== undefined && { body: text }) },
        async (response) => readJson(await response.text()),
        signal,
      ),
    upload: (path, content) =>
      exchange(
        path,
        { method: "PUT", headers: { "content-type": "application/octet-stream" }, body: content.slice() },
        async (response) => void (await response.arrayBuffer()),
      ),
    download: (path, maximumBytes) =>
      exchange(path, { method: "GET", headers: {} }, async ({ body }) => {
        const parts: Uint8Array[] = [];
        let length = 0;
        for await (const part of body ?? []) {
          length += part.length;
          const message = `Expected at most ${maximumBytes} bytes of ${base}${path}, got more`;
          if (length > maximumBytes) throw new ServiceError({ place, message, retryable: false });
          parts.push(part);
        }
        return new Uint8Array(Buffer.concat(parts));
      }),
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
