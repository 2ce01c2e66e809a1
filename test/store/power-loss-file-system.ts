import { dirname } from "node:path";
import type { FileSystem } from "../../src/store/house.js";

interface Node {
  /** Undefined for a directory. */
  bytes: Uint8Array | undefined;
  durable: Uint8Array | undefined;
}

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

/**
 * A disk in memory that forgets like a real one. A file's bytes last once they were synced, a name once its directory was;
 * of everything else a power cut keeps each at random, bytes also in part.
 */
export class PowerLossFileSystem implements FileSystem {
  names = new Map<string, Node>();
  durableNames = new Map<string, Node>();
  operations = 0;
  /** The operation at which the power fails. */
  failAt = Number.POSITIVE_INFINITY;
  /** Free bytes left for new files. */
  free = Number.POSITIVE_INFINITY;

  constructor() {
    this.names.set("/", { bytes: undefined, durable: undefined });
    this.durableNames = new Map(this.names);
  }

  /** What a machine finds when the power is back. */
  afterPowerLoss(random: () => number): PowerLossFileSystem {
    const after = new PowerLossFileSystem();
    for (const path of [...new Set([...this.names.keys(), ...this.durableNames.keys()])].sort()) {
      const [now, durable] = [this.names.get(path), this.durableNames.get(path)];
      const node = now === durable || random() < 0.5 ? durable : now;
      if (node === undefined || !after.names.has(dirname(path))) continue;
      after.names.set(path, this.#keep(node, random));
    }
    for (const node of after.names.values()) node.durable = node.bytes;
    after.durableNames = new Map(after.names);
    return after;
  }

  #keep({ bytes, durable }: Node, random: () => number): Node {
    if (bytes === undefined || bytes === durable) return { bytes, durable };
    const part = bytes.slice(0, Math.floor(random() * (bytes.length + 1)));
    const kept = random() < 0.5 ? part : (durable ?? new Uint8Array(0));
    return { bytes: kept, durable: kept };
  }

  async #operation(): Promise<void> {
    await Promise.resolve();
    this.operations++;
    if (this.operations > this.failAt) throw failure("EIO", "the power is gone");
  }

  #file(path: string): Node {
    const node = this.names.get(path);
    if (node === undefined) throw failure("ENOENT", path);
    if (node.bytes === undefined) throw failure("EISDIR", path);
    return node;
  }

  #checkParent(path: string): void {
    if (!this.names.has(dirname(path))) throw failure("ENOENT", path);
  }

  async readFile(path: string): Promise<Uint8Array> {
    await this.#operation();
    return this.#file(path).bytes?.slice() ?? new Uint8Array(0);
  }

  async writeFile(path: string, bytes: Uint8Array, { sync }: { readonly mode: number; readonly sync: boolean }) {
    await this.#operation();
    this.#checkParent(path);
    const room = Math.min(bytes.length, this.free);
    this.free -= room;
    const standing = this.names.get(path);
    const node: Node = standing ?? { bytes: new Uint8Array(0), durable: new Uint8Array(0) };
    node.bytes = bytes.slice(0, room);
    this.names.set(path, node);
    if (room < bytes.length) throw failure("ENOSPC", path);
    if (sync) {
      await this.#operation();
      node.durable = node.bytes;
    }
  }

  async overwrite(path: string, bytes: Uint8Array): Promise<void> {
    await this.#operation();
    const node = this.#file(path);
    const changed = node.bytes?.slice() ?? new Uint8Array(0);
    changed.set(bytes);
    node.bytes = changed;
    await this.#operation();
    node.durable = changed;
  }

  async syncDirectory(path: string): Promise<void> {
    await this.#operation();
    for (const name of new Set([...this.names.keys(), ...this.durableNames.keys()])) {
      if (dirname(name) !== path || name === "/") continue;
      const node = this.names.get(name);
      if (node) this.durableNames.set(name, node);
      else this.durableNames.delete(name);
    }
  }

  async link(existing: string, path: string): Promise<void> {
    await this.#operation();
    this.#checkParent(path);
    if (this.names.has(path)) throw failure("EEXIST", path);
    this.names.set(path, this.#file(existing));
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#operation();
    this.#checkParent(to);
    this.names.set(to, this.#file(from));
    this.names.delete(from);
  }

  async remove(path: string): Promise<void> {
    await this.#operation();
    this.names.delete(path);
  }

  async exists(path: string): Promise<boolean> {
    await this.#operation();
    return this.names.has(path);
  }

  async list(path: string): Promise<readonly string[]> {
    await this.#operation();
    const children = [...this.names.keys()].filter((name) => name !== "/" && dirname(name) === path);
    return children.map((name) => name.slice(path === "/" ? 1 : path.length + 1));
  }

  async makeDirectory(path: string): Promise<void> {
    await this.#operation();
    for (let directory = path; !this.names.has(directory); directory = dirname(directory))
      this.names.set(directory, { bytes: undefined, durable: undefined });
  }

  async modified(): Promise<number> {
    await this.#operation();
    return 0;
  }
}
