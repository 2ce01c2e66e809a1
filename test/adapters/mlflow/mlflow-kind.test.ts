import fc from "fast-check";
import { DamagedError, InvalidArgumentError, StateError } from "golden-pipeline";
import { mlflowKind, mlflowModels } from "golden-pipeline/adapters/mlflow";
import { type Model, numericOutputs } from "golden-pipeline/model";
import { modelChecks } from "golden-pipeline/testing";
import { describe, expect, it } from "vitest";
import { packFiles, unpackFiles } from "../../../src/adapters/mlflow/files-bytes.js";
import { startFakeMlflow } from "./fake-mlflow.js";
import { foreignDescription, putForeignModel } from "./foreign-model.js";

/** What a service of its own knows of the files: here that all rows get the bias. */
function readBias(files: ReadonlyMap<string, Uint8Array>): Model {
  const { bias } = JSON.parse(new TextDecoder().decode(files.get("artifacts/weights.json")));
  return {
    kind: "acme-bias@1",
    reads: "rows",
    predict: (rows) => numericOutputs("binary", new Float64Array(rows.length).fill(bias)),
  };
}
const kind = mlflowKind({ kind: "acme-bias@1", read: readBias });

describe("a model that others put into MLflow", async () => {
  const fake = await startFakeMlflow();
  putForeignModel(fake, "foreign", { MLmodel: foreignDescription, "artifacts/weights.json": '{"bias":0.25}' });
  const bytes = (await mlflowModels({ url: fake.url }).open("foreign", "champion")).bytes();
  await fake.close();
  for (const { name, run } of modelChecks({ kind, bytes, input: [{ distance: 1 }, { distance: 2 }] })) it(name, run);

  it("is refused where its reader makes another kind of it", () => {
    const other = mlflowKind({ kind: "acme-bias@2", read: readBias });
    expect(() => other.decode(bytes)).toThrow(StateError);
    expect(() => mlflowKind({ kind: "Acme", read: readBias })).toThrow(InvalidArgumentError);
  });
});

describe("files as bytes", () => {
  const anyFiles = fc.dictionary(fc.string({ minLength: 1 }), fc.uint8Array({ maxLength: 40 }));

  it("are the same files again, whatever their order was", () => {
    fc.assert(
      fc.property(anyFiles, (given) => {
        const entries = Object.entries(given);
        const bytes = packFiles(new Map(entries));
        expect(packFiles(new Map(entries.toReversed()))).toEqual(bytes);
        expect(Object.fromEntries(unpackFiles(bytes))).toEqual({ ...given });
      }),
    );
  });

  it("are refused when a single one of them is another", () => {
    const bytes = packFiles(new Map([["a", Uint8Array.of(1, 2)]]));
    const refused = [Uint8Array.of(1), new Uint8Array(), bytes.slice(0, -1), Uint8Array.of(...bytes, 0)];
    for (const other of [...refused, bytes.with(-1, 9)]) expect(() => unpackFiles(other)).toThrow(DamagedError);
  });
});
