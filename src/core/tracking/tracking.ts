import type { Json } from "../json.js";
import type { TrackedEntry, TrackedStatus } from "../ports/tracker.js";
import type { Digest } from "../store.js";

/** What a run has told its tracker. Stages are named by their path; the same name in two stages is two things. */
export interface Tracking {
  readonly runId: string;
  /** Absent where only a worker's part of a run is known. */
  readonly name?: string;
  readonly parent?: string;
  readonly status: TrackedStatus | "running";
  /** Milliseconds since 1970. */
  readonly startedAt?: number;
  readonly endedAt?: number;
  readonly params: readonly { readonly stage: string; readonly name: string; readonly value: Json }[];
  readonly tags: readonly { readonly stage: string; readonly name: string; readonly value: string }[];
  /** Points by rising step; of two at one step the later told. */
  readonly metrics: readonly {
    readonly stage: string;
    readonly name: string;
    readonly points: readonly { readonly step: number; readonly time: number; readonly value: number }[];
  }[];
  readonly artifacts: readonly {
    readonly stage: string;
    readonly name: string;
    readonly digest: Digest;
    readonly bytes?: number;
    readonly mediaType: string;
  }[];
  /** Ids of the runs nested in it. */
  readonly nested: readonly string[];
}

/** What a log of a run's tracking holds, row by row. */
export type TrackingRow =
  | TrackedEntry
  | { readonly type: "run-started"; readonly name: string; readonly parent?: string; readonly time: number }
  | { readonly type: "run-nested"; readonly runId: string }
  | { readonly type: "run-ended"; readonly status: TrackedStatus; readonly time: number };

type Point = Tracking["metrics"][number]["points"][number];

/** The state that rows lead to, in the order in which they were told. */
export class TrackingFold {
  readonly #runId: string;
  #facts: Pick<Tracking, "name" | "parent" | "status" | "startedAt" | "endedAt"> = { status: "running" };
  readonly #params = new Map<string, Tracking["params"][number]>();
  readonly #tags = new Map<string, Tracking["tags"][number]>();
  readonly #artifacts = new Map<string, Tracking["artifacts"][number]>();
  readonly #metrics = new Map<string, { stage: string; name: string; points: Map<number, Point> }>();
  readonly #nested = new Set<string>();

  constructor(runId: string) {
    this.#runId = runId;
  }

  add(row: TrackingRow): void {
    switch (row.type) {
      case "run-started": {
        const { name, parent, time } = row;
        const startedAt = this.#facts.startedAt ?? time;
        this.#facts = { name, ...(parent !== undefined && { parent }), status: "running", startedAt };
        return;
      }
      case "run-ended":
        this.#facts = { ...this.#facts, status: row.status, endedAt: row.time };
        return;
      case "run-nested":
        this.#nested.add(row.runId);
        return;
      case "metric":
        this.#addPoint(row);
        return;
      default: {
        const { type, ...kept } = row;
        const key = keyOf(row);
        if (row.type === "param") this.#params.set(key, { stage: row.stage, name: row.name, value: row.value });
        else if (row.type === "tag") this.#tags.set(key, { stage: row.stage, name: row.name, value: row.value });
        else this.#artifacts.set(key, kept as Tracking["artifacts"][number]);
      }
    }
  }

  #addPoint(row: TrackedEntry & { readonly type: "metric" }): void {
    const { stage, name, step, time, value } = row;
    const key = keyOf(row);
    const series = this.#metrics.get(key) ?? { stage, name, points: new Map<number, Point>() };
    this.#metrics.set(key, series);
    series.points.set(step, { step, time, value });
  }

  get value(): Tracking {
    return {
      runId: this.#runId,
      ...this.#facts,
      params: [...this.#params.values()],
      tags: [...this.#tags.values()],
      metrics: [...this.#metrics.values()].map(({ stage, name, points }) => ({
        stage,
        name,
        points: [...points.values()].sort((left, right) => left.step - right.step),
      })),
      artifacts: [...this.#artifacts.values()],
      nested: [...this.#nested],
    };
  }
}

function keyOf({ stage, name }: TrackedEntry): string {
  return JSON.stringify([stage, name]);
}
