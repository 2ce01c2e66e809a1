import { SourceError } from "../../core/index.js";
import { type Connection, textIn, valueIn } from "./connection.js";

/** Every file below a folder of MLflow's artifacts, by its path there. @throws {SourceError} they are too many bytes, or not what MLflow lists. */
export async function downloadFolder(
  connection: Connection,
  uri: string,
  maximumBytes: number,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { place } = connection;
  const files = new Map<string, Uint8Array>();
  let left = maximumBytes;

  async function descend(folder: string): Promise<void> {
    for (const fact of await connection.list(uri, folder)) {
      const name = textIn(place, fact, "path");
      // A name is one, not a way out of the folder.
      if (!/^[^/\\]+$/.test(name) || name === "." || name === "..")
        throw new SourceError({ place, message: `Expected the name of a file in ${uri}, got ${JSON.stringify(name)}` });
      const path = folder === "" ? name : `${folder}/${name}`;
      if (valueIn(fact, "is_dir") === true) {
        await descend(path);
        continue;
      }
      const size = Number(valueIn(fact, "file_size"));
      if (size > left) {
        const message = `Expected at most ${maximumBytes} bytes in ${uri}, got more: give a greater maximumBytes`;
        throw new SourceError({ place, message });
      }
      const content = await connection.download(uri, path, size);
      if (content.length !== size)
        throw new SourceError({ place, message: `Expected ${size} bytes of ${path} in ${uri}, got ${content.length}` });
      files.set(path, content);
      left -= size;
    }
  }
  await descend("");
  return files;
}
