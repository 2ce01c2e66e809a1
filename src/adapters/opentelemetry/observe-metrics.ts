import type { Meter } from "@opentelemetry/api";
import { InvalidArgumentError } from "../../core/index.js";
import { createMemoryMetricSink, type MetricFamily, type MetricSink } from "../../ports/index.js";
import type { Quietly } from "./quietly.js";

export interface ObservedMetrics {
  readonly sink: MetricSink;
  /** Reads families whenever metrics are collected. Gives back what ends it. */
  observe(read: () => readonly MetricFamily[]): () => void;
}

/** What a base unit at the end of a Prometheus name is called in UCUM. */
const units: Readonly<Record<string, string>> = { seconds: "s", bytes: "By", ratio: "1", celsius: "Cel" };

/**
 * Families as observable instruments, each under its own name: OpenTelemetry's rules for what comes from Prometheus leave names as they are, and its
 * exporters for Prometheus add no suffix that is there already. The newest value stands, and is read when the SDK collects.
 */
export function observeMetrics(meter: Meter, quietly: Quietly): ObservedMetrics {
  const memory = createMemoryMetricSink();
  const observed = new Set<string>();
  const readers = new Set<() => readonly MetricFamily[]>();
  let isFresh = false;

  function observeFamily({ name, help, type }: MetricFamily): void {
    if (observed.has(name)) return;
    observed.add(name);
    const unit = units[name.replace(/_total$/, "").replace(/.*_/, "")];
    const options = { description: help, ...(unit !== undefined && { unit }) };
    const instrument =
      type === "counter" ? meter.createObservableCounter(name, options) : meter.createObservableGauge(name, options);
    instrument.addCallback((result) => {
      readAll();
      const samples = memory.families().find((family) => family.name === name)?.samples ?? [];
      for (const { labels = {}, value } of samples) if (value !== undefined) result.observe(value, { ...labels });
    });
  }

  /** Keeps what is written before there is anything to wait for, so that who collects reads it. */
  function keep(families: readonly MetricFamily[]): Promise<void> {
    const written = memory.write(families);
    for (const family of memory.families()) quietly(() => observeFamily(family));
    return written;
  }

  /** Once for all instruments of one collection, which are asked one right after the other. */
  function readAll(): void {
    if (isFresh) return;
    isFresh = true;
    queueMicrotask(() => {
      isFresh = false;
    });
    for (const read of readers) readOne(read);
  }

  function readOne(read: () => readonly MetricFamily[]): void {
    const families = quietly(read);
    if (families === undefined) return;
    keep(families).catch((error: unknown) =>
      quietly(() => {
        throw error;
      }),
    );
  }

  return {
    sink: {
      specificationVersion: "v1",
      async write(families) {
        for (const { name } of families) checkName(name);
        await keep(families);
      },
    },
    observe(read) {
      readers.add(read);
      readOne(read);
      return () => void readers.delete(read);
    },
  };
}

/** What Prometheus takes, less what OpenTelemetry does not. */
function checkName(name: string): void {
  if (/^[a-zA-Z]\w{0,254}$/.test(name)) return;
  const expected = "a name of letters, digits and _ that begins with a letter, as OpenTelemetry takes it";
  throw new InvalidArgumentError(`metric ${name}`, expected, name);
}
