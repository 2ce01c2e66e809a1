import { hash } from "node:crypto";

/** Text that W&B takes for the id of a run or the name of an artifact: what had to be changed or is too long is marked with a digest of the whole. */
export function safeName(text: string, longest: number): string {
  if (text.length <= longest && /^[\w-]+(?:\.[\w-]+)*$/.test(text)) return text;
  const readable = text.replaceAll(/[^\w.-]+/g, "-").slice(0, longest - 17);
  return `${readable}-${hash("sha256", text, "hex").slice(0, 16)}`;
}

/** The id of a run in W&B, which takes 64 characters and no slashes. */
export function wandbRunId(runId: string): string {
  return safeName(runId, 64);
}
