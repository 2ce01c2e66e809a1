import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";

/** What sealing adds: 12 bytes nonce, 16 bytes tag. */
export const sealBytes = 28;

/**
 * Seals bytes by AES-256-GCM: 12 bytes nonce, 16 bytes tag, then the text. The nonce is derived from key and content, so that
 * the same bytes of the same subject are stored once and no nonce is ever used for two contents.
 */
export function seal(bytes: Uint8Array, key: Uint8Array): Uint8Array {
  const nonce = createHmac("sha256", key).update(bytes).digest().subarray(0, 12);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const text = Buffer.concat([cipher.update(bytes), cipher.final()]);
  return new Uint8Array(Buffer.concat([nonce, cipher.getAuthTag(), text]));
}

/** The plain bytes of what `seal` gave. Throws when the bytes were changed or the key is another. */
export function unseal(sealed: Uint8Array, key: Uint8Array): Uint8Array {
  const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, 12), { authTagLength: 16 });
  decipher.setAuthTag(sealed.subarray(12, sealBytes));
  return new Uint8Array(Buffer.concat([decipher.update(sealed.subarray(sealBytes)), decipher.final()]));
}
