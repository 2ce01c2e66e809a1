import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import type { HistoryEntry, HistoryStore, HistoryWindow } from "./features.js";

/** Values of one key, rising by (knownAt, value), in arrays that grow. */
interface Track {
  times: Float64Array;
  values: Float64Array;
  ids: string[];
  /** The ids that are here now: most entries are new, and looking through all ids for each would be slow. */
  readonly known: Set<string>;
  length: number;
}

export interface MemoryHistoryOptions {
  /** How far back values are kept, counted from a key's newest; the longest window is what features need. @default all */
  readonly retentionMinutes?: number;
  /** How many keys are kept, over all series; one more puts out the key that was recorded to longest ago. @default no limit */
  readonly maxKeys?: number;
}

const nothing: HistoryWindow = { values: new Float64Array(0) };

/**
 * Histories in memory, for services that are one process, and for tests.
 * @throws {InvalidArgumentError} an option is not above 0, or an entry is recorded whose `knownAt` is no time.
 */
export function createMemoryHistory(options: MemoryHistoryOptions = {}): HistoryStore {
  checkOptions("history", options, {
    retentionMinutes: option.number({ above: 0, infinite: true }),
    maxKeys: option.number({ minimum: 1, infinite: true }),
  });
  const { retentionMinutes = Number.POSITIVE_INFINITY, maxKeys = Number.POSITIVE_INFINITY } = options;
  const tracks = new Map<string, Track>();
  const trackOf = (name: string): Track => {
    const known = tracks.get(name);
    // A map keeps the order in which names were set: setting one again makes it the last to go.
    if (known !== undefined && maxKeys < Number.POSITIVE_INFINITY) tracks.delete(name);
    const track = known ?? {
      times: new Float64Array(16),
      values: new Float64Array(16),
      ids: [],
      known: new Set<string>(),
      length: 0,
    };
    tracks.set(name, track);
    if (tracks.size > maxKeys) tracks.delete(tracks.keys().next().value ?? name);
    return track;
  };
  return {
    specificationVersion: "v1",
    record(entries) {
      for (const entry of entries) {
        if (Number.isNaN(entry.knownAt))
          throw new InvalidArgumentError("history", "`knownAt` to be milliseconds since 1970", entry.knownAt);
        const track = trackOf(nameOf(entry.series, entry.key));
        forget(track, entry.id);
        insert(track, entry);
        dropBefore(track, (track.times[track.length - 1] as number) - retentionMinutes * 60_000);
      }
    },
    read(series, key, at, windowMinutes) {
      const track = tracks.get(nameOf(series, key));
      if (track === undefined) return nothing;
      const start = firstAtOrAfter(track, at - windowMinutes * 60_000);
      return { values: track.values.subarray(start, firstAtOrAfter(track, at)) };
    },
  };
}

/** The length keeps ("a", "bc") and ("ab", "c") apart. */
function nameOf(series: string, key: string): string {
  return `${series.length} ${series}${key}`;
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
  track.known.add(id);
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
  if (track.known.has(id)) remove(track, track.ids.lastIndexOf(id), 1);
}

function dropBefore(track: Track, time: number): void {
  const old = firstAtOrAfter(track, time);
  // Moving everything for one value each time would cost more than it saves.
  if (old > 64 && old > track.length / 2) remove(track, 0, old);
}

function remove(track: Track, at: number, count: number): void {
  track.times.copyWithin(at, at + count, track.length);
  track.values.copyWithin(at, at + count, track.length);
  for (const id of track.ids.splice(at, count)) track.known.delete(id);
  track.length -= count;
}
