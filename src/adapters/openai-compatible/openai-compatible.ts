import { parseJson } from "../../core/house.js";
import type { JsonObject } from "../../core/index.js";
import { kindOfStatus, retryAfterMilliseconds } from "../../ports/house.js";
import { type ChatAnswer, ChatError, type ChatModel, type ChatRequest } from "../../ports/index.js";
import { type Endpoint, type OpenAiCompatibleOptions, resolveEndpoint } from "./options.js";
import { readText } from "./read-bytes.js";
import { withinTime } from "./within-time.js";

/**
 * A model behind any endpoint that speaks OpenAI's chat completions over HTTP: the providers' own, gateways, and local
 * servers. It makes one call and never retries: that is done by what calls it. Redirects are refused, as they would
 * carry the headers to another host.
 *
 * @example openAiCompatible({ baseUrl: "http://localhost:11434/v1", model: "llama3.2", structuredOutput: "json-object" })
 * @throws {InvalidArgumentError} an option is outside what is accepted.
 */
export function openAiCompatible(options: OpenAiCompatibleOptions): ChatModel {
  const endpoint = resolveEndpoint(options);
  return {
    specificationVersion: "v1",
    id: endpoint.id,
    prices: options.prices,
    generate: (request, { signal }) =>
      withinTime(endpoint, signal, async (inner) => readAnswer(endpoint, await send(endpoint, request, inner))),
  };
}

async function send(endpoint: Endpoint, request: ChatRequest, signal: AbortSignal): Promise<Response> {
  const { url, headers } = endpoint;
  const body = JSON.stringify(toBody(endpoint, request));
  return endpoint.fetch(url, { method: "POST", headers, body, signal, redirect: "manual" });
}

async function readAnswer(endpoint: Endpoint, response: Response): Promise<ChatAnswer> {
  const { id, maximumBytes } = endpoint;
  if (!response.ok) throw await failureOf(endpoint, response);
  // Some endpoints answer without a stream although they were asked for one.
  if (endpoint.stream && !response.headers.get("content-type")?.includes("application/json"))
    return (await import("./read-completion-stream.js")).readCompletionStream(response, endpoint);
  const { completion, finishOf, textOf, usageOf } = await import("./completion.js"); // Loaded late, as zod is slow to load.
  const parsed = completion.safeParse(parseJson(await readText(response, maximumBytes, id)));
  if (!parsed.success)
    throw new ChatError({
      place: id,
      kind: "protocol",
      message: "Expected a chat completion as JSON, got something else",
    });
  const usage = usageOf(parsed.data.usage);
  const [choice] = parsed.data.choices;
  if (choice === undefined)
    throw new ChatError({ place: id, kind: "protocol", message: "Expected an answer with a choice, got none", usage });
  return { text: textOf(choice.message), finishReason: finishOf(choice.finish_reason), usage };
}

async function failureOf(endpoint: Endpoint, response: Response): Promise<ChatError> {
  const { status, headers } = response;
  const text = await readText(response, endpoint.maximumBytes, endpoint.id);
  const { failureBody } = await import("./completion.js");
  const parsed = failureBody.safeParse(parseJson(text));
  const failure = parsed.success ? parsed.data.error : "";
  const said = endpoint.clean(typeof failure === "string" ? failure : (failure.message ?? "")).slice(0, 200);
  const spent = typeof failure === "object" && failure.code === "insufficient_quota";
  return new ChatError({
    place: endpoint.id,
    kind: spent ? "access" : kindOfStatus(status),
    status,
    message: `The endpoint answered with status ${status}${said === "" ? "" : `: ${said}`}`,
    retryAfterMilliseconds: retryAfterMilliseconds((name) => headers.get(name), endpoint.clock.now()),
  });
}

function toBody(endpoint: Endpoint, request: ChatRequest): JsonObject {
  const { model, stream, structuredOutput, maximumTokensField } = endpoint;
  const { messages, schema, temperature, maximumTokens } = request;
  return {
    model,
    messages: messages.map(({ role, content }) => ({ role, content })),
    ...(temperature !== undefined && { temperature }),
    ...(maximumTokens !== undefined && { [maximumTokensField]: maximumTokens }),
    ...(schema !== undefined &&
      structuredOutput === "json-schema" && {
        response_format: {
          type: "json_schema",
          json_schema: { name: schema.name, strict: true, schema: schema.schema },
        },
      }),
    ...(schema !== undefined && structuredOutput === "json-object" && { response_format: { type: "json_object" } }),
    ...(stream && { stream: true, stream_options: { include_usage: true } }),
  };
}
