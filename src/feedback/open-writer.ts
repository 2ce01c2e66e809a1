import { createSegmentWriter, type SegmentWriter, systemClock } from "../core/house.js";
import type { LogOptions } from "./log-options.js";
import { checkWriter } from "./writers-of.js";

/** Opens the log `<kind>/<name>/<writer>/<number>` for this process alone. */
export function openWriter(kind: "predictions" | "labels", options: LogOptions): Promise<SegmentWriter> {
  const { store, name, writer = "main", clock = systemClock, durability, maximumRows, maximumBytes, subject } = options;
  return createSegmentWriter(store, `${kind}/${name}/${checkWriter(writer)}`, {
    clock,
    ...(durability !== undefined && { durability }),
    ...(maximumRows !== undefined && { maximumRows }),
    ...(maximumBytes !== undefined && { maximumBytes }),
    ...(subject !== undefined && { subject }),
  });
}
