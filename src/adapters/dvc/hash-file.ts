import { createHash } from "node:crypto";
import { open } from "node:fs/promises";

/** What DVC knows of a file's content. */
export interface FileFacts {
  /** 32 hexadecimal digits. */
  readonly md5: string;
  /** In bytes. */
  readonly size: number;
}

const pieceBytes = 1 << 18;

/** Reads a file piece by piece. */
export async function hashFile(path: string): Promise<FileFacts> {
  const file = await open(path, "r");
  try {
    const hash = createHash("md5");
    const piece = new Uint8Array(pieceBytes);
    for (let size = 0; ; ) {
      const { bytesRead } = await file.read(piece, 0, pieceBytes, size);
      if (bytesRead === 0) return { md5: hash.digest("hex"), size };
      hash.update(piece.subarray(0, bytesRead));
      size += bytesRead;
    }
  } finally {
    await file.close();
  }
}

export function hashBytes(bytes: Uint8Array): FileFacts {
  return { md5: createHash("md5").update(bytes).digest("hex"), size: bytes.length };
}
