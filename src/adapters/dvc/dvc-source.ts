import { checkArguments, option } from "../../core/house.js";
import { InvalidArgumentError, type Partition, SourceError } from "../../core/index.js";
import type { PositionedSource, RawSource } from "../../ports/index.js";
import type { DvcFile } from "./dvc-file.js";
import type { DvcOutput } from "./read-dvc.js";

/**
 * The files of an output as one source, in the order of their names: for `ingest` and `runner.each`, where each file is a partition with
 * positions of its own. A file is checked against its md5 before its first byte is read.
 *
 * @param open Makes a file's source, e.g. `(path, name) => csvSource(path, { name })`; all of one format.
 * @param accepts Which files are read. @default all
 * @throws {SourceError} no file is accepted, or an object is missing or damaged.
 * @example
 * ingest(flights)(dvcSource(await readDvc({ folder: "." }, "data/flights"), (path, name) => jsonLinesSource(path, { name })))
 */
export async function dvcSource(
  output: DvcOutput,
  open: (path: string, name: string) => PositionedSource,
  accepts: (file: DvcFile) => boolean = () => true,
): Promise<PositionedSource> {
  checkArguments(
    "dvc",
    { output, open, accepts },
    {
      output: option.nounOf("dvc-output", "an output, as `readDvc()` gives it"),
      open: option.callback,
      accepts: option.callback,
    },
  );
  const files = output.files.filter(accepts);
  const sources: { readonly name: string; readonly source: PositionedSource }[] = [];
  for (const file of files) sources.push({ name: file.name, source: open(await file.locate(), file.name) });
  const [first] = sources;
  if (first === undefined)
    throw new SourceError({
      place: "dvc",
      message: `Expected files to read in ${output.path}, got ${output.files.length} of which none is accepted`,
    });
  const { format } = first.source;
  for (const { name, source } of sources)
    if (source.format.id !== format.id)
      throw new InvalidArgumentError(
        "dvc",
        `files of one format, as ${first.name} is ${format.id}`,
        name,
        `${name} of ${source.format.id}`,
      );

  return {
    kind: "raw-source",
    specificationVersion: "v1",
    name: output.path,
    format,
    async *chunks(signal) {
      for (const { source } of sources) yield* source.chunks(signal);
    },
    async *partitions(signal) {
      for (const { name, source } of sources)
        for await (const partition of source.partitions(signal)) yield named(name, partition);
    },
  };
}

/** A partition is known by its file. */
function named(name: string, partition: Partition<RawSource>): Partition<RawSource> {
  return { ...partition, id: name };
}
