import { checkOptions, option } from "../../core/house.js";
import { InvalidArgumentError } from "../../core/index.js";
import { createDurableFiles, type DurableFiles } from "./durable-files.js";
import { type FileSystem, nodeFileSystem } from "./file-system.js";

export interface FileStoreOptions {
  /**
   * `sync`: what is acknowledged survives a power cut. `process`: it survives the end of the process, kill -9 too, but the
   * last seconds may be lost in a power cut; for tests and for what can be made again.
   * @default "sync"
   */
  readonly durability?: "sync" | "process";
  /** @default Node's own */
  readonly fileSystem?: FileSystem;
}

/** @throws {InvalidArgumentError} no directory, or an unknown durability. */
export function filesIn(directory: string, options: FileStoreOptions): DurableFiles {
  checkOptions("store", options, { durability: option.oneOf("sync", "process"), fileSystem: option.noun });
  const { fileSystem = nodeFileSystem, durability = "sync" } = options;
  if (typeof directory !== "string" || directory === "")
    throw new InvalidArgumentError("store", "`directory` to be a path", directory);
  return createDurableFiles(directory, fileSystem, durability === "sync");
}
