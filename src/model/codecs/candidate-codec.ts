import { type Codec, canonicalJson, type Digest, type Json } from "../../core/index.js";
import { datasetCodec } from "../../dataset/index.js";
import type { Decision } from "../model.js";
import type { Candidate, TrainerFacts } from "../training.js";
import { featureSetsCodec } from "./feature-sets-codec.js";
import { modelNameAtHand, type StoredModelName, storedModelName } from "./model-name-codec.js";
import { readStored } from "./read-stored.js";
import { decodeTargetRows, encodeTargetRows, type StoredTargetRows } from "./targets-codec.js";

interface StoredCandidate {
  readonly version: string;
  readonly bytes: Digest;
  readonly trainer: TrainerFacts;
  readonly decision: Decision;
  /** Of a candidate that reads features: the rest is theirs. */
  readonly sets?: Json;
  readonly rows?: {
    readonly model: StoredModelName;
    readonly train?: Json;
    readonly test: Json;
    readonly targets: StoredTargetRows;
  };
}

const members = ["version", "bytes", "trainer", "decision"] as const;

/** Stores a candidate: its bytes as a blob, its feature sets the way `engineer` stored them, so that nothing is stored twice. */
export function candidateCodec<Row, Label extends string, Target>(): Codec<Candidate<Row, Label, Target>> {
  const [setsCodec, datasets] = [featureSetsCodec<Row, Label, Target>(), datasetCodec<Row, Label>()];
  return {
    id: "candidate@1",
    async encode({ name, version, bytes, trainer, decision, sets, data, targets }, blobs) {
      const stored: StoredCandidate = {
        version,
        bytes: await blobs.put(bytes),
        trainer,
        decision,
        ...(sets && { sets: await setsCodec.encode(sets, blobs) }),
        ...(!sets && {
          rows: {
            model: storedModelName(name),
            ...(data.train && { train: await datasets.encode(data.train, blobs) }),
            test: await datasets.encode(data.test, blobs),
            targets: await encodeTargetRows(targets, blobs),
          },
        }),
      };
      return JSON.parse(canonicalJson(stored)) as Json;
    },
    async decode(json, blobs, nouns) {
      const { version, bytes, trainer, decision, ...stored } = readStored<StoredCandidate>(
        "a candidate",
        json,
        members,
      );
      const common = { kind: "candidate" as const, version, trainer, bytes: await blobs.get(bytes), decision };
      if (stored.rows === undefined) {
        const sets = await setsCodec.decode(stored.sets as Json, blobs, nouns);
        return { ...common, name: sets.name, sets, data: sets.split, targets: sets.test };
      }
      const { model, train, test, targets } = stored.rows;
      return {
        ...common,
        name: modelNameAtHand<Row, Label, Target>(model, nouns),
        data: {
          ...(train !== undefined && { train: await datasets.decode(train, blobs) }),
          test: await datasets.decode(test, blobs),
        },
        targets: await decodeTargetRows(targets, blobs),
      };
    },
  };
}
