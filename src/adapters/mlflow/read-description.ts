import { canonicalJson, type JsonObject, SourceError } from "../../core/index.js";
import { loadYaml } from "./load-yaml.js";

/** What an MLmodel says. Ours is JSON, which needs no peer. @throws {SourceError} it is neither, or no mapping. */
export async function readDescription(place: string, bytes: Uint8Array): Promise<JsonObject> {
  const text = new TextDecoder().decode(bytes);
  let read: unknown;
  try {
    read = text.startsWith("{") ? JSON.parse(text) : (await loadYaml()).parse(text, { schema: "core" });
  } catch (cause) {
    if (SourceError.isInstance(cause)) throw cause;
    throw new SourceError({ place, message: "Expected MLmodel to be YAML, got something else", cause });
  }
  if (typeof read === "object" && read !== null && !Array.isArray(read)) return JSON.parse(canonicalJson(read));
  throw new SourceError({ place, message: "Expected MLmodel to be a mapping, got something else" });
}
