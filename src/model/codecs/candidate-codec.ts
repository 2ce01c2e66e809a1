import { type Codec, canonicalJson, type Digest, type Json } from "../../core/index.js";
import type { Decision } from "../model.js";
import type { Candidate, TrainerFacts } from "../training.js";
import { featureSetsCodec } from "./feature-sets-codec.js";

interface StoredCandidate {
  readonly version: string;
  readonly bytes: Digest;
  readonly trainer: TrainerFacts;
  readonly decision: Decision;
  readonly sets: Json;
}

/** Stores a candidate: its bytes as a blob, its feature sets the way `engineer` stored them, so that nothing is stored twice. */
export function candidateCodec<Row, Label extends string, Target>(): Codec<Candidate<Row, Label, Target>> {
  return {
    id: "candidate@1",
    async encode({ version, bytes, trainer, decision, sets }, blobs) {
      const stored: StoredCandidate = {
        version,
        bytes: await blobs.put(bytes),
        trainer,
        decision,
        sets: await featureSetsCodec<Row, Label, Target>().encode(sets, blobs),
      };
      return JSON.parse(canonicalJson(stored)) as Json;
    },
    async decode(json, blobs, nouns) {
      const { version, bytes, trainer, decision, sets: storedSets } = json as unknown as StoredCandidate;
      const sets = await featureSetsCodec<Row, Label, Target>().decode(storedSets, blobs, nouns);
      return { kind: "candidate", name: sets.name, version, sets, trainer, bytes: await blobs.get(bytes), decision };
    },
  };
}
