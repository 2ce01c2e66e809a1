import { type Codec, StateError } from "../../core/index.js";
import type { Landed } from "../../dataset/index.js";
import type { RawFormat } from "../../ports/index.js";
import { compareContracts, contractFromJson, contractToJson, describeDifference } from "../../schema/house.js";
import type { Contract } from "../../schema/index.js";
import { isLandedData, makeLanded } from "./make-landed.js";
import { readManifest } from "./read-manifest.js";

/** Landed data as JSON: the raw bytes are in blobs already. */
export function landedCodec<Row, Label extends string>(
  contract: Contract<Row, Label>,
  formats: readonly RawFormat[],
): Codec<Landed<Row, Label>> {
  const place = `ingestion ${contract.name}`;
  return {
    id: "landed@1",
    async encode(landed) {
      if (!isLandedData(landed))
        throw new StateError({ place, message: "Expected landed data that `ingest` made, got another object" });
      const { subject, ...stored } = landed.manifest;
      const segments = stored.segments.map((one) => ({ ...one }));
      return { contract: contractToJson(contract), ...stored, ...(subject !== undefined && { subject }), segments };
    },
    async decode(json, blobs) {
      const { contract: definition, subject, ...stored } = await readManifest(json);
      const landed = contractFromJson(definition);
      if (landed.fingerprint !== contract.fingerprint) {
        const changes = compareContracts(landed, contract).map(describeDifference);
        const message = `Expected data that landed for contract ${contract.name} as it is, got data landed for ${landed.name === contract.name ? "it as it was" : `contract ${landed.name}`}: ${changes.join("; ")}. Ingest it anew`;
        throw new StateError({ place, message });
      }
      return makeLanded(contract, { ...stored, ...(subject !== undefined && { subject }) }, blobs, formats);
    },
  };
}
