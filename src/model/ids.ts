import { hash } from "node:crypto";
import { isPlainText } from "../core/house.js";
import { InvalidArgumentError } from "../core/index.js";
import type { Prediction } from "./prediction.js";

/**
 * A prediction's id, `prediction-` and 32 hexadecimal digits: the same request of the same model has the same id in any process and any log,
 * so that a request which is retried after a restart is the same prediction. Of a shadow the version is part of it: several may answer one request.
 * They are the first digits of the sha256 of `["<model>","<key>"]`, for a shadow `["<model>","<key>","<version>"]`, as compact JSON in UTF-8.
 * Whoever guesses the key can compute the id, so a key must not be personal.
 */
export function predictionId(prediction: Pick<Prediction, "model" | "key" | "arm" | "version">): string {
  // Asked for each request, so nothing more is looked at where all is well.
  if (typeof prediction?.model !== "string" || typeof prediction.key !== "string")
    throw new InvalidArgumentError("prediction", "the text `model` and the text `key` of a prediction", prediction);
  const { model, key, arm, version } = prediction;
  const shadow = arm === "shadow" ? version : undefined;
  if (newest.model !== model || newest.key !== key || newest.shadow !== shadow) {
    const id = `prediction-${shortDigest(model, key, shadow)}`;
    newest = { model, key, shadow, id };
  }
  return newest.id;
}

// A router makes an id, and the log that it writes to makes it again at once, to check it.
let newest: { model: unknown; key: unknown; shadow: unknown; id: string } = { model: 0, key: 0, shadow: 0, id: "" };

/**
 * A label's id, `label-` and 32 hexadecimal digits: the first of the sha256 of `["<log>","<key>"]` as compact JSON in UTF-8.
 * @param log The name of the label log, e.g. `late-flights/2001-02`.
 */
export function labelId(log: string, key: string): string {
  return `label-${shortDigest(log, key)}`;
}

function shortDigest(owner: string, key: string, shadow?: string): string {
  const rest = shadow === undefined ? "" : `,${jsonText(shadow)}`;
  return hash("sha256", `[${jsonText(owner)},${jsonText(key)}${rest}]`, "hex").slice(0, 32);
}

/** JSON.stringify, unlike canonical JSON, takes any text: an id must not cost the answer. */
function jsonText(text: string): string {
  return isPlainText(text) ? `"${text}"` : JSON.stringify(text);
}
