/**
 * Reads JSON out of what a model wrote: the whole text, or else the first fenced block (```json or bare ```) that is JSON. Undefined
 * when there is none.
 */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  const whole = parsed(text);
  if (whole !== undefined) return whole;
  const blocks = text.split("```");
  // Every other part stands between fences; an answer that was cut off before its closing fence counts too.
  for (let index = 1; index < blocks.length; index += 2) {
    const block = blocks[index] ?? "";
    const found = parsed(/^json\b/i.test(block) ? block.slice(4) : block);
    if (found !== undefined) return found;
  }
  return undefined;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined;
  }
}
