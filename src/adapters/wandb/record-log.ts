import { crc32 } from "node:zlib";
import { DamagedError } from "../../core/index.js";

/** What a file of records begins with: `:W&B`, the number 0xBEE1, version 0. */
export const logHeader: Uint8Array = Uint8Array.of(0x3a, 0x57, 0x26, 0x42, 0xe1, 0xbe, 0);

/** Chunks never cross the end of a block; what is too short there for a chunk's head is zeros. */
const block = 32_768;
const head = 7;
const kinds = { full: 1, first: 2, middle: 3, last: 4 } as const;

/** Records as they stand in W&B's file, which is LevelDB's log with another checksum. @param offset Where the first will stand. */
export function frameRecords(records: readonly Uint8Array[], offset: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let at = offset;
  for (const record of records) {
    let [from, first, last] = [0, true, false];
    while (!last) {
      const left = block - (at % block);
      if (left < head) {
        parts.push(new Uint8Array(left));
        at += left;
        continue;
      }
      const to = Math.min(record.length, from + left - head);
      last = to === record.length;
      const kind = first ? (last ? kinds.full : kinds.first) : last ? kinds.last : kinds.middle;
      const chunk = Buffer.alloc(head + to - from);
      chunk.writeUInt16LE(to - from, 4);
      chunk[6] = kind;
      chunk.set(record.subarray(from, to), head);
      chunk.writeUInt32LE(crc32(chunk.subarray(6)));
      parts.push(chunk);
      at += chunk.length;
      [from, first] = [to, false];
    }
  }
  return Buffer.concat(parts);
}

/**
 * The records of such a file, up to where a write was torn by the end of a process or a machine.
 * @returns where the last whole record ends
 * @throws {DamagedError} it is none, or a record in the midst of it is not what was written.
 */
export function* readRecords(bytes: Uint8Array, path: string): Generator<Uint8Array, number> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const damaged = (expected: string, at: number): DamagedError =>
    new DamagedError(path, { place: "wandb", message: `Expected ${expected} at byte ${at} of ${path}, got another` });
  if (!file.subarray(0, head).equals(logHeader.subarray(0, file.length)))
    throw damaged("the header of a W&B run file", 0);
  let parts: Uint8Array[] = [];
  let whole = head;
  for (let at = head; at < file.length; ) {
    const left = block - (at % block);
    if (left < head) {
      at += left;
      continue;
    }
    if (at + head > file.length) return whole;
    const length = file.readUInt16LE(at + 4);
    const end = at + head + length;
    const kind = file.readUInt8(at + 6);
    if (end > file.length) return whole;
    if (length > left - head || file.readUInt32LE(at) !== crc32(file.subarray(at + 6, end))) {
      // A machine that went down may leave zeros where it had made room.
      if (file.subarray(end).every((byte) => byte === 0)) return whole;
      throw damaged("a chunk with its own checksum", at);
    }
    if (kind === kinds.full || kind === kinds.first) parts = [];
    parts.push(file.subarray(at + head, end));
    if (kind === kinds.full || kind === kinds.last) {
      whole = end;
      yield Buffer.concat(parts);
    }
    at = end;
  }
  return whole;
}
