import { checkOptions, digestOf, type OptionRules, option, systemClock } from "../../core/house.js";
import { type Clock, InvalidArgumentError } from "../../core/index.js";
import { pricesRule, redact, type TokenPrices } from "../../ports/house.js";

export interface OpenAiCompatibleOptions {
  /** Up to and without `/chat/completions`, e.g. `https://api.openai.com/v1`. */
  readonly baseUrl: string;
  readonly model: string;
  /** Sent as a bearer token. @default none is sent */
  readonly apiKey?: string;
  /** Further headers, e.g. a gateway's own key. @default none */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ask for the answer as a stream of events. @default false */
  readonly stream?: boolean;
  /** How the endpoint is held to a schema: by the schema itself, by JSON alone, or by the prompt alone. @default "json-schema" */
  readonly structuredOutput?: "json-schema" | "json-object" | "prompt-only";
  /** The name of the field that limits the answer's length. @default "max_completion_tokens" */
  readonly maximumTokensField?: "max_completion_tokens" | "max_tokens";
  /** @default the calls have no cost */
  readonly prices?: TokenPrices;
  /** How long one call may take, its stream included. @default 60000 */
  readonly timeoutMilliseconds?: number;
  /** The longest answer that is read, in bytes. @default 4194304 */
  readonly maximumBytes?: number;
  /** Names the model in caches and errors. @default the model's name and its address without the query, which is named by a digest */
  readonly id?: string;
  /** @default the machine's own time */
  readonly clock?: Clock;
  /** @default the global fetch */
  readonly fetch?: typeof globalThis.fetch;
}

const rules: OptionRules<OpenAiCompatibleOptions> = {
  baseUrl: option.required(option.text),
  model: option.required(option.text),
  apiKey: option.anything,
  headers: option.anything,
  stream: option.flag,
  structuredOutput: option.oneOf("json-schema", "json-object", "prompt-only"),
  maximumTokensField: option.oneOf("max_completion_tokens", "max_tokens"),
  prices: pricesRule,
  timeoutMilliseconds: option.number({ above: 0, below: 2 ** 31 }),
  maximumBytes: option.count,
  id: option.text,
  clock: option.noun,
  fetch: option.callback,
};

/** The options with defaults, and what goes over the wire. */
export interface Endpoint extends Required<Omit<OpenAiCompatibleOptions, "apiKey" | "headers" | "baseUrl" | "prices">> {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Takes the key and every header's value out of a text. */
  readonly clean: (text: string) => string;
}

/** @throws {InvalidArgumentError} an option is outside what is accepted; the key is never in it. */
export function resolveEndpoint(options: OpenAiCompatibleOptions): Endpoint {
  // The key and the headers never stand in an error: their rules take anything, and they are looked at below.
  checkOptions("open-ai-compatible", options, rules);
  const { apiKey, headers = {}, timeoutMilliseconds = 60_000, maximumBytes = 4_194_304, model } = options;
  const base = readUrl(options.baseUrl);
  // fetch would repeat the value in its own error.
  const visible = /^[\x21-\x7e]+$/;
  check(
    apiKey === undefined || visible.test(apiKey),
    "`apiKey` to be visible ASCII characters without spaces",
    "another text",
  );
  for (const [name, value] of Object.entries(headers))
    check(
      /^[\w!#$%&'*+.^|~-]+$/.test(name) && /^[\x20-\x7e]*$/.test(value),
      "`headers` to be visible ASCII",
      "another text",
    );
  const secrets = [...(apiKey === undefined ? [] : [apiKey]), ...Object.values(headers)];
  return {
    model,
    stream: options.stream ?? false,
    structuredOutput: options.structuredOutput ?? "json-schema",
    maximumTokensField: options.maximumTokensField ?? "max_completion_tokens",
    timeoutMilliseconds,
    maximumBytes,
    id: options.id ?? idOf(options, base),
    clock: options.clock ?? systemClock,
    fetch: options.fetch ?? globalThis.fetch,
    url: `${base.origin}${base.pathname.replace(/\/+$/, "")}/chat/completions${base.search}`,
    headers: {
      ...headers,
      ...(apiKey !== undefined && { authorization: `Bearer ${apiKey}` }),
      "content-type": "application/json",
      accept: options.stream ? "text/event-stream" : "application/json",
    },
    clean: (text) => redact(text, secrets),
  };
}

/** Two endpoints must not share what is cached: everything that tells them apart is in it, save secrets. */
function idOf({ model, structuredOutput = "json-schema" }: OpenAiCompatibleOptions, base: URL): string {
  const address = `${base.host}${base.pathname.replace(/\/+$/, "")}`;
  const query = base.search === "" ? "" : `?${digestOf(base.search).slice("sha256:".length, "sha256:".length + 12)}`;
  return `${model} at ${address}${query}${structuredOutput === "json-schema" ? "" : ` (${structuredOutput})`}`;
}

function readUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const expected = "`baseUrl` to be an http or https address without a user or password";
  if (url === undefined) throw new InvalidArgumentError("open-ai-compatible", expected, text);
  check(/^https?:$/.test(url.protocol) && url.username === "" && url.password === "", expected, "another address");
  return url;
}

function check(holds: boolean, expected: string, words: string): void {
  if (!holds) throw new InvalidArgumentError("open-ai-compatible", expected, undefined, words);
}
