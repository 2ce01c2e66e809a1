import { createMemoryStore } from "golden-pipeline";
import type { LabelledMatrix } from "golden-pipeline/model";
import { describe, expect, it } from "vitest";
import { decodeMatrix, encodeMatrix } from "../../../src/model/codecs/matrix-codec.js";

describe("a stored matrix", () => {
  it("comes back as it was: numbers, categories, vectors and texts, with targets and rows", async () => {
    const data: LabelledMatrix = {
      matrix: {
        kind: "feature-matrix",
        rows: 2,
        columns: [
          { type: "number", name: "size", values: Float64Array.of(1.5, Number.NaN) },
          { type: "category", name: "species", categories: ["ash", "elm"], codes: Int32Array.of(1, -1) },
          { type: "vector", name: "meaning", width: 3, values: Float64Array.of(1, 2, 3, 4, 5, -0) },
          { type: "text", name: "question", values: ["Where? \u{1f333}", null] },
        ],
      },
      targets: { task: "classes", rows: 2, values: Int32Array.of(0, 1), labels: ["no", "yes"] },
      rows: Uint32Array.of(4, 7),
      withoutTarget: 5,
      notYetKnown: 2,
    };
    const { blobs } = createMemoryStore();
    const stored = JSON.parse(JSON.stringify(await encodeMatrix(data, blobs)));
    expect(await decodeMatrix(stored, blobs)).toEqual(data);
  });
});
