import { ChatError } from "../../ports/index.js";

/** The bytes of a body as they come, with an end to what is read of a stranger's answer. @throws {ChatError} it is longer. */
export async function* readBytes(response: Response, maximumBytes: number, place: string): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    if (bytes > maximumBytes)
      throw new ChatError({ place, kind: "request", message: `Expected an answer of at most ${maximumBytes} bytes` });
    yield chunk;
  }
}

/** The whole body as text. */
export async function readText(response: Response, maximumBytes: number, place: string): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of readBytes(response, maximumBytes, place)) text += decoder.decode(chunk, { stream: true });
  return text + decoder.decode();
}
