import type { StoreBlobs } from "../../core/house.js";
import { type Codec, canonicalJson, type Digest, type Json } from "../../core/index.js";
import { splitCodec } from "../../dataset/house.js";
import type { FeatureDefinition, FittedFeatures } from "../features/features.js";
import type { FeatureSets } from "../training.js";
import { decodeMatrix, encodeMatrix, type StoredMatrix } from "./matrix-codec.js";
import { modelNameAtHand, type StoredModelName, storedModelName } from "./model-name-codec.js";
import { readStored } from "./read-stored.js";

interface StoredSets {
  readonly model: StoredModelName;
  readonly features: { readonly definitions: readonly FeatureDefinition[]; readonly fingerprint: string };
  readonly split: Json;
  readonly fitted: Digest;
  readonly train: StoredMatrix;
  readonly test: StoredMatrix;
}

const members = ["model", "features", "split", "fitted", "train", "test"] as const;

/**
 * Stores feature sets: matrices as raw columns, the rest as JSON. The live model name is found again, by its fingerprint, among the nouns of
 * the stages around. Decoding throws a StateError when none of them has it.
 */
export function featureSetsCodec<Row, Label extends string, Target>(): Codec<FeatureSets<Row, Label, Target>> {
  return {
    id: "feature-sets@1",
    async encode({ name, features, split, fitted, train, test }, blobs) {
      const stored: StoredSets = {
        model: storedModelName(name),
        features: { definitions: features.definitions, fingerprint: features.fingerprint },
        split: await splitCodec<Row, Label>().encode(split, blobs),
        fitted: await putJson(fitted, blobs),
        train: await encodeMatrix(train, blobs),
        test: await encodeMatrix(test, blobs),
      };
      return JSON.parse(canonicalJson(stored)) as Json;
    },
    async decode(json, blobs, nouns) {
      const stored = readStored<StoredSets>("feature sets", json, members);
      const name = modelNameAtHand<Row, Label, Target>(stored.model, nouns);
      const features = { kind: "features" as const, contract: name.contract, ...stored.features };
      const split = await splitCodec<Row, Label>().decode(stored.split, blobs);
      const fitted = (await getJson(stored.fitted, blobs)) as FittedFeatures;
      const [train, test] = [await decodeMatrix(stored.train, blobs), await decodeMatrix(stored.test, blobs)];
      return { kind: "feature-sets", name, split, features, fitted, train, test };
    },
  };
}

async function putJson(value: unknown, blobs: StoreBlobs): Promise<Digest> {
  return blobs.put(new TextEncoder().encode(canonicalJson(value)));
}

async function getJson(digest: Digest, blobs: StoreBlobs): Promise<unknown> {
  return JSON.parse(new TextDecoder().decode(await blobs.get(digest)));
}
