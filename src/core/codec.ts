import type { Json } from "./json.js";
import type { Nouns } from "./nouns.js";
import type { StoreBlobs } from "./store.js";

/** How a stage's output outlives its process, so that a run can resume and lineage can be read. Plain JSON outputs need none. */
export interface Codec<T> {
  /** Name and version of the format, e.g. `dataset@1`. */
  readonly id: string;
  /** Large bytes go into blobs; the JSON holds their digests. The same value must give the same JSON. */
  encode(value: T, blobs: StoreBlobs): Promise<Json>;
  /** @param nouns Live things that stages have stated as their `nouns`, for what JSON can only name. */
  decode(json: Json, blobs: StoreBlobs, nouns?: Nouns): Promise<T>;
}
