import { checkArguments, checkOptions, option } from "../../core/house.js";
import { canonicalJson, type Json } from "../../core/index.js";
import type { Dataset } from "../../dataset/index.js";
import { contractToJson } from "../../schema/house.js";
import { rowsOf } from "../../schema/index.js";
import type { DvcRepository } from "./dvc-repository.js";
import { jsonLine } from "./json-line.js";
import type { DvcFacts } from "./out-entry.js";
import { type WriteDvcOptions, writeDvcFiles, writeRules } from "./write-dvc-files.js";

/** Rows of a file: a dataset that has grown shares all its files but the last with what it grew from. */
const fileRows = 65_536;

/**
 * Writes a dataset as a folder that DVC tracks: its rows as JSON Lines in `rows-00000.jsonl`, `rows-00001.jsonl` …, each of 65,536 rows, and
 * `dataset.json` with contract, version and lineage. Version and lineage stand in the output's `meta` as well. Equal datasets give equal files;
 * ingested and validated again they are the same version.
 *
 * @throws {InvalidArgumentError} a number is NaN or infinite, which JSON has not. @throws {StateError} see `writeDvcFiles`.
 * @throws {StorageError} the disk refuses.
 */
export async function writeDvcDataset<Row, Label extends string>(
  repository: DvcRepository,
  path: string,
  dataset: Dataset<Row, Label>,
  options: WriteDvcOptions = {},
): Promise<DvcFacts> {
  checkArguments("dvc", { dataset }, { dataset: option.dataset });
  checkOptions("dvc", options, writeRules);
  const { contract, version, rows, lineage } = dataset;
  const facts = JSON.parse(JSON.stringify({ version, rows, lineage })) as { readonly [fact: string]: Json };
  const meta = { contract: contract.name, ...facts };
  const definition = contractToJson(contract);
  const manifest = { ...facts, contract: { name: contract.name, fingerprint: contract.fingerprint, definition } };

  async function* files(): AsyncGenerator<readonly [string, Uint8Array]> {
    const encoder = new TextEncoder();
    yield ["dataset.json", encoder.encode(canonicalJson(manifest))];
    let lines: string[] = [];
    let number = 0;
    const next = (): readonly [string, Uint8Array] => {
      const name = `rows-${String(number++).padStart(5, "0")}.jsonl`;
      const bytes = encoder.encode(lines.join(""));
      lines = [];
      return [name, bytes];
    };
    for await (const batch of dataset.batches())
      for (const row of rowsOf(batch)) {
        lines.push(`${jsonLine(row)}\n`);
        if (lines.length === fileRows) yield next();
      }
    if (lines.length > 0 || number === 0) yield next();
  }
  return writeDvcFiles(repository, path, files(), {
    type: "dataset",
    ...options,
    meta: { ...options.meta, "golden-pipeline": meta },
  });
}
