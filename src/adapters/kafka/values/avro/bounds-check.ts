import type { AvroNode } from "./avro-node.js";

/** How many items of a value's arrays and maps may take no bytes, as those of `null` do: nothing else bounds their number. */
const mostEmptyItems = 65_536;

/** @throws {RangeError} the value has more items than its bytes can hold. */
export type BoundsCheck = (bytes: Uint8Array) => void;

/**
 * Walks over a value without reading it: the library believes the count of items that stands before them, and some bytes would have it
 * read millions that are not there. What has neither arrays nor maps cannot be larger than its bytes, and needs no check: undefined.
 */
export function boundsCheck(writer: AvroNode): BoundsCheck | undefined {
  if (!holdsMany(writer, new Set())) return undefined;
  return (bytes) => {
    const walk: Walk = { bytes, at: 0, emptyItems: 0 };
    pass(writer, walk);
  };
}

interface Walk {
  readonly bytes: Uint8Array;
  at: number;
  emptyItems: number;
}

function holdsMany(node: AvroNode, seen: Set<AvroNode>): boolean {
  if (seen.has(node)) return false;
  seen.add(node);
  if (node.kind === "array" || node.kind === "map") return true;
  if (node.kind === "union") return node.branches.some((branch) => holdsMany(branch, seen));
  return node.kind === "record" && node.fields.some((field) => holdsMany(field.node, seen));
}

function pass(node: AvroNode, walk: Walk): void {
  switch (node.kind) {
    case "null":
      break;
    case "boolean":
      skip(walk, 1);
      break;
    case "float":
      skip(walk, 4);
      break;
    case "double":
      skip(walk, 8);
      break;
    case "fixed":
      skip(walk, node.size);
      break;
    case "int":
    case "long":
    case "enum":
      integer(walk);
      break;
    case "bytes":
    case "string":
      skip(walk, integer(walk));
      break;
    case "record":
      for (const field of node.fields) pass(field.node, walk);
      break;
    case "union": {
      const index = integer(walk);
      const branch = node.branches[index];
      if (branch === undefined) throw new RangeError(`a union has no branch ${index}`);
      pass(branch, walk);
      break;
    }
    case "array":
      blocks(walk, () => pass(node.items, walk));
      break;
    case "map":
      blocks(walk, () => {
        skip(walk, integer(walk));
        pass(node.values, walk);
      });
      break;
  }
}

function blocks(walk: Walk, item: () => void): void {
  for (let count = integer(walk); count !== 0; count = integer(walk)) {
    // Behind a negative count stands the block's size in bytes, by which the library skips the block: it must be true.
    const size = count < 0 ? integer(walk) : undefined;
    const begin = walk.at;
    for (let left = Math.abs(count); left > 0; left--) {
      const before = walk.at;
      item();
      if (walk.at === before && ++walk.emptyItems > mostEmptyItems)
        throw new RangeError(`more than ${mostEmptyItems} items without bytes`);
    }
    if (size !== undefined && size !== walk.at - begin)
      throw new RangeError(`a block of ${walk.at - begin} bytes is said to have ${size}`);
  }
}

function skip(walk: Walk, bytes: number): void {
  // Written so that a size that is no number is refused as well.
  if (!(bytes >= 0 && bytes <= walk.bytes.length - walk.at)) throw new RangeError("truncated buffer");
  walk.at += bytes;
}

/** A whole number of variable length: seven bits a byte, the lowest first, zigzag. Beyond 2^53 it is about right, and too much for any count. */
function integer(walk: Walk): number {
  let folded = 0;
  for (let scale = 1; ; scale *= 128) {
    const byte = walk.bytes[walk.at];
    if (byte === undefined) throw new RangeError("truncated buffer");
    walk.at++;
    folded += (byte & 127) * scale;
    if (byte < 128) return folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
    if (scale > 2 ** 60) throw new RangeError("a whole number of more than 10 bytes");
  }
}
