/**
 * The data of each event of a `text/event-stream` (WHATWG HTML, section 9.2.6), wherever the bytes are cut: lines end
 * with LF, CR or CRLF, several data lines are joined by LF, comments and other fields are passed over. An event that
 * the stream ends in the middle of is dropped, as the standard demands.
 */
export async function* readEventStream(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let data: string[] = [];
  for await (const line of readLines(chunks)) {
    if (line === "") {
      if (data.length > 0) yield data.join("\n");
      data = [];
    } else if (line === "data" || line.startsWith("data:")) data.push(line.slice(5).replace(/^ /, ""));
  }
}

async function* readLines(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder(); // takes off a byte order mark and keeps the bytes of a cut character
  let rest = "";
  for await (const chunk of chunks) {
    const scanned = Math.max(0, rest.length - 1);
    rest += decoder.decode(chunk, { stream: true });
    let start = 0;
    for (let index = scanned; index < rest.length; index++) {
      const character = rest[index];
      if (character !== "\n" && character !== "\r") continue;
      // A CR at the very end may be half of a CRLF: wait for the next chunk.
      if (character === "\r" && index === rest.length - 1) break;
      yield rest.slice(start, index);
      if (character === "\r" && rest[index + 1] === "\n") index++;
      start = index + 1;
    }
    rest = rest.slice(start);
  }
  rest += decoder.decode();
  if (rest.endsWith("\r")) yield rest.slice(0, -1);
}
