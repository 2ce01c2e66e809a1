import { canonicalJson } from "../canonical-json.js";
import { InvalidArgumentError } from "../errors/index.js";
import type { Json } from "../json.js";
import { parseCanonicalJson } from "../parse-canonical-json.js";
import { isDigest } from "../reference.js";
import type { NestedTracker, StageTracker } from "./stage-tracker.js";
import type { TrackingQueue } from "./tracking-queue.js";

const nestedName = /^[a-z0-9]+(?:[-.][a-z0-9]+)*$/;

/** The tracker of one stage of a run. @param stage Its path. */
export function createStageTracker(queue: TrackingQueue, runId: string, stage: string): StageTracker {
  const place = `tracker ${stage}`;
  return {
    enabled: true,
    params(values) {
      for (const [name, value] of Object.entries(values)) {
        // A copy: what the caller does to it later was not told.
        const copy = parseCanonicalJson(canonicalJson(value)) as Json;
        queue.add(runId, { type: "param", stage, name, value: copy });
      }
    },
    metrics(values, step = 0) {
      if (!Number.isSafeInteger(step)) throw new InvalidArgumentError(place, "`step` to be a whole number", step);
      const time = queue.now();
      for (const [name, value] of Object.entries(values)) {
        if (typeof value !== "number") throw new InvalidArgumentError(place, `metric ${name} to be a number`, value);
        queue.add(runId, { type: "metric", stage, name, value, step, time });
      }
    },
    tags(values) {
      for (const [name, value] of Object.entries(values)) {
        if (typeof value !== "string") throw new InvalidArgumentError(place, `tag ${name} to be text`, value);
        queue.add(runId, { type: "tag", stage, name, value });
      }
    },
    artifact(name, content, { mediaType = "application/octet-stream" } = {}) {
      if (isDigest(content)) queue.add(runId, { type: "artifact", stage, name, digest: content, mediaType });
      else if (content instanceof Uint8Array) queue.addBytes(runId, { stage, name, mediaType }, content);
      else throw new InvalidArgumentError(place, `artifact ${name} to be bytes or a blob's digest`, content);
    },
    nested: (name) => beginNested(queue, runId, stage, name),
  };
}

function beginNested(queue: TrackingQueue, parent: string, stage: string, name: string): NestedTracker {
  if (!nestedName.test(name))
    throw new InvalidArgumentError(`tracker ${stage}`, "a name of lower-case words and digits joined by `-`", name);
  const runId = `${parent}/${name}`;
  queue.start({ runId, name, parent, time: queue.now() });
  return {
    ...createStageTracker(queue, runId, stage),
    finish: (status = "succeeded") => queue.finish(runId, status),
  };
}
