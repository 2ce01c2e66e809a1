import { digestOf } from "../core/house.js";
import { canonicalJson, InvalidArgumentError, type JsonObject } from "../core/index.js";

/**
 * What answers by a prompt instead of by trained bytes: a language model with its prompt and parameters. It is versioned, evaluated,
 * registered and gated like a trained model; the service that calls it reads its parameters back from the registry.
 */
export interface Application<Parameters extends JsonObject = JsonObject> {
  readonly kind: "application";
  /** Lower-case words joined by `-`; part of log names. */
  readonly name: string;
  readonly parameters: Parameters;
  /** `application-` and the sha256 of the canonical JSON of its parameters: any changed word is another version. */
  readonly version: string;
}

/**
 * An application with its version.
 * @example application("filing-answers", { model: "gpt-5-mini", temperature: 0, prompt: "Answer from the table only." })
 * @throws {InvalidArgumentError} the name is not lower-case words joined by `-`, or the parameters hold something that is not JSON, e.g. a function. Keys and passwords do not belong in them.
 */
export function application<const Parameters extends JsonObject>(
  name: string,
  parameters: Parameters,
): Application<Parameters> {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name))
    throw new InvalidArgumentError("application", "a name of lower-case words joined by `-`", name);
  return { kind: "application", name, parameters, version: applicationVersion(applicationBytes(parameters)) };
}

/** What is stored of an application. */
export function applicationBytes(parameters: JsonObject): Uint8Array {
  return new TextEncoder().encode(canonicalJson({ format: "application@1", parameters }));
}

/** @param bytes As `applicationBytes` gives them. */
export function applicationVersion(bytes: Uint8Array): string {
  return digestOf(bytes).replace(/^sha256:/, "application-");
}
