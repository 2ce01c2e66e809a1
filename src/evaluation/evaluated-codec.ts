import { type Codec, canonicalJson, type Digest, type Json } from "../core/index.js";
import { candidateCodec } from "../model/house.js";
import type { Evaluated, EvaluationReport } from "../model/index.js";

/** Stores an evaluated candidate: the candidate as `train` stored it, and the report as a blob. */
export function evaluatedCodec<Row, Label extends string, Target>(): Codec<Evaluated<Row, Label, Target>> {
  return {
    id: "evaluated@1",
    async encode({ report, ...candidate }, blobs) {
      return {
        candidate: await candidateCodec<Row, Label, Target>().encode({ ...candidate, kind: "candidate" }, blobs),
        report: await blobs.put(new TextEncoder().encode(canonicalJson(report))),
      };
    },
    async decode(json, blobs) {
      const stored = json as { readonly candidate: Json; readonly report: Digest };
      const candidate = await candidateCodec<Row, Label, Target>().decode(stored.candidate, blobs);
      const report = JSON.parse(new TextDecoder().decode(await blobs.get(stored.report))) as EvaluationReport;
      return { ...candidate, kind: "evaluated", report };
    },
  };
}
