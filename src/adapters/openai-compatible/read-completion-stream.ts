import { parseJson } from "../../core/house.js";
import type { ChatErrorKind, ChatUsage } from "../../ports/house.js";
import { type ChatAnswer, ChatError } from "../../ports/index.js";
import { completionChunk, type Failure, finishOf, textOf, usageOf } from "./completion.js";
import type { Endpoint } from "./options.js";
import { readBytes } from "./read-bytes.js";
import { readEventStream } from "./read-event-stream.js";

/**
 * Puts a streamed answer together. A stream that ends before `[DONE]` or a finish reason was cut off: half an answer is
 * no answer.
 *
 * @throws {ChatError} it was cut off, is not what was promised, or reports an error in the middle.
 */
export async function readCompletionStream(response: Response, endpoint: Endpoint): Promise<ChatAnswer> {
  let text = "";
  let refusal = "";
  let usage: ChatUsage | undefined;
  let finished = false;
  let reason: string | undefined;
  for await (const data of readEventStream(readBytes(response, endpoint.maximumBytes, endpoint.id))) {
    if (data === "[DONE]") {
      finished = true;
      break;
    }
    const chunk = readChunk(data, endpoint);
    if (chunk.usage) usage = usageOf(chunk.usage);
    const [choice] = chunk.choices ?? [];
    text += textOf({ content: choice?.delta?.content });
    refusal += choice?.delta?.refusal ?? "";
    reason = finishOf(choice?.finish_reason) ?? reason;
  }
  if (!finished && reason === undefined)
    throw new ChatError({
      place: endpoint.id,
      kind: "protocol",
      message: "The stream ended before the answer did",
      usage,
    });
  return { text: text === "" ? refusal : text, finishReason: reason, usage };
}

function readChunk(data: string, endpoint: Endpoint) {
  const parsed = completionChunk.safeParse(parseJson(data));
  if (!parsed.success) throw failed(endpoint, "protocol", "Expected chunks of a chat completion, got something else");
  const { error } = parsed.data;
  if (error)
    throw failed(endpoint, "server", `The stream reports an error: ${endpoint.clean(messageOf(error)).slice(0, 200)}`);
  return parsed.data;
}

function messageOf(failure: Failure): string {
  return typeof failure === "string" ? failure : (failure.message ?? "");
}

function failed(endpoint: Endpoint, kind: ChatErrorKind, message: string): ChatError {
  return new ChatError({ place: endpoint.id, kind, message });
}
