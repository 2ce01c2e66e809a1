import { type Codec, canonicalJson, type Digest, type Json } from "../core/index.js";
import { candidateCodec } from "../model/house.js";
import type { Evaluated, EvaluationReport, ModelProfile } from "../model/index.js";

/** Stores an evaluated candidate: the candidate as `train` stored it, report and profile as blobs. */
export function evaluatedCodec<Row, Label extends string, Target>(): Codec<Evaluated<Row, Label, Target>> {
  return {
    id: "evaluated@1",
    async encode({ report, profile, ...candidate }, blobs) {
      const putJson = (value: unknown): Promise<Digest> => blobs.put(new TextEncoder().encode(canonicalJson(value)));
      return {
        candidate: await candidateCodec<Row, Label, Target>().encode({ ...candidate, kind: "candidate" }, blobs),
        report: await putJson(report),
        profile: await putJson(profile),
      };
    },
    async decode(json, blobs, nouns) {
      const stored = json as { readonly candidate: Json; readonly report: Digest; readonly profile: Digest };
      const getJson = async (digest: Digest): Promise<unknown> =>
        JSON.parse(new TextDecoder().decode(await blobs.get(digest)));
      const candidate = await candidateCodec<Row, Label, Target>().decode(stored.candidate, blobs, nouns);
      const report = (await getJson(stored.report)) as EvaluationReport;
      const profile = (await getJson(stored.profile)) as ModelProfile;
      return { ...candidate, kind: "evaluated", report, profile };
    },
  };
}
