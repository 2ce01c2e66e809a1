import { InvalidArgumentError } from "../../core/index.js";
import type { HistoryEntry, HistoryStore, HistoryWindow } from "./features.js";

/** Values of one key, rising by (knownAt, value), in arrays that grow. */
interface Track {
  times: Float64Array;
  values: Float64Array;
  ids: string[];
  length: number;
}

export interface MemoryHistoryOptions {
  /** How far back values are kept, counted from a key's newest; the longest window is what features need. @default all */
  readonly retentionMinutes?: number;
}

const nothing: HistoryWindow = { values: new Float64Array(0) };

/** Histories in memory: what training uses, and a service with one process can. */
export function createMemoryHistory(options: MemoryHistoryOptions = {}): HistoryStore {
  const { retentionMinutes = Number.POSITIVE_INFINITY } = options;
  if (!(retentionMinutes > 0))
    throw new InvalidArgumentError("history", "`retentionMinutes` above 0", retentionMinutes);
  const tracks = new Map<string, Track>();
  return {
    record(entries) {
      for (const entry of entries) {
        const name = `${entry.series}\0${entry.key}`;
        const track = tracks.get(name) ?? {
          times: new Float64Array(16),
          values: new Float64Array(16),
          ids: [],
          length: 0,
        };
        tracks.set(name, track);
        forget(track, entry.id);
        insert(track, entry);
        dropBefore(track, (track.times[track.length - 1] as number) - retentionMinutes * 60_000);
      }
    },
    read(series, key, at, windowMinutes) {
      const track = tracks.get(`${series}\0${key}`);
      if (track === undefined) return nothing;
      const start = firstAtOrAfter(track, at - windowMinutes * 60_000);
      return { values: track.values.subarray(start, firstAtOrAfter(track, at)) };
    },
  };
}

function firstAtOrAfter(track: Track, time: number): number {
  let low = 0;
  let high = track.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((track.times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

function insert(track: Track, { knownAt, value, id }: HistoryEntry): void {
  if (track.length === track.times.length) {
    track.times = grow(track.times);
    track.values = grow(track.values);
  }
  let at = track.length;
  while (at > 0 && isAfter(track, at - 1, knownAt, value)) at--;
  track.times.copyWithin(at + 1, at, track.length);
  track.values.copyWithin(at + 1, at, track.length);
  track.times[at] = knownAt;
  track.values[at] = value;
  track.ids.splice(at, 0, id);
  track.length++;
}

function isAfter(track: Track, index: number, knownAt: number, value: number): boolean {
  const time = track.times[index] as number;
  return time > knownAt || (time === knownAt && (track.values[index] as number) > value);
}

function grow(array: Float64Array): Float64Array {
  const larger = new Float64Array(array.length * 2);
  larger.set(array);
  return larger;
}

/** A corrected value stands where the old one stood in time, or elsewhere: the old one goes. */
function forget(track: Track, id: string): void {
  const at = track.ids.lastIndexOf(id);
  if (at >= 0) remove(track, at, 1);
}

function dropBefore(track: Track, time: number): void {
  const old = firstAtOrAfter(track, time);
  // Moving everything for one value each time would cost more than it saves.
  if (old > 64 && old > track.length / 2) remove(track, 0, old);
}

function remove(track: Track, at: number, count: number): void {
  track.times.copyWithin(at, at + count, track.length);
  track.values.copyWithin(at, at + count, track.length);
  track.ids.splice(at, count);
  track.length -= count;
}
