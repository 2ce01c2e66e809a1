import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

interface Value {
  readonly stringValue?: string;
  readonly intValue?: string;
  readonly doubleValue?: number;
}
type Attributes = readonly { readonly key: string; readonly value: Value }[];

export interface ReceivedSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly attributes?: Attributes;
  readonly status?: { readonly code?: number; readonly message?: string };
  readonly links?: readonly { readonly spanId: string }[];
  readonly events?: readonly { readonly name: string }[];
}

export interface ReceivedMetric {
  readonly name: string;
  readonly unit?: string;
  readonly sum?: { readonly isMonotonic: boolean; readonly dataPoints: readonly { readonly asDouble: number }[] };
  readonly gauge?: { readonly dataPoints: readonly { readonly asDouble: number }[] };
}

export interface ReceivedLog {
  readonly severityText: string;
  readonly body: Value;
  readonly eventName?: string;
  readonly spanId?: string;
}

/** What the collector has written into a folder, line by line. A line that is being written is passed over. */
function lines(folder: string, name: string): readonly Readonly<Record<string, readonly unknown[]>>[] {
  const path = join(folder, `${name}.jsonl`);
  if (!existsSync(path)) return [];
  const text = readFileSync(path, "utf8");
  return text
    .slice(0, text.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

/** Goes down through resources and scopes. */
function parts<Part>(folder: string, file: string, [resources, scopes, items]: readonly [string, string, string]) {
  const inner = (objects: readonly unknown[], name: string) =>
    objects.flatMap((object) => (object as Readonly<Record<string, readonly unknown[]>>)[name] ?? []);
  return inner(inner(inner(lines(folder, file), resources), scopes), items) as readonly Part[];
}

export const receivedSpans = (folder: string) =>
  parts<ReceivedSpan>(folder, "traces", ["resourceSpans", "scopeSpans", "spans"]);
export const receivedMetrics = (folder: string) =>
  parts<ReceivedMetric>(folder, "metrics", ["resourceMetrics", "scopeMetrics", "metrics"]);
export const receivedLogs = (folder: string) =>
  parts<ReceivedLog>(folder, "logs", ["resourceLogs", "scopeLogs", "logRecords"]);

export function textOf({ attributes = [] }: ReceivedSpan, key: string): string | undefined {
  return attributes.find((attribute) => attribute.key === key)?.value.stringValue;
}
