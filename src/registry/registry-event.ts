import type { Digest } from "../core/index.js";

/** What a model's log says; the registry's state is a fold over it. Written by `createRegistry`, read by anybody. */
export type RegistryEvent =
  | { readonly type: "version-registered"; readonly data: { readonly number: number; readonly manifest: Digest } }
  | {
      readonly type: "alias-set";
      readonly data: { readonly alias: string; readonly number: number; readonly by?: string };
    }
  | { readonly type: "version-promoted"; readonly data: Promotion }
  | { readonly type: "version-rolled-back"; readonly data: RolledBack };

/** Why a version became champion. */
export interface Promotion {
  readonly number: number;
  readonly previous: number | null;
  /** Digests of the evaluation reports that let it pass. */
  readonly evidence: readonly Digest[];
  readonly decision: "pass" | "override";
  readonly reason?: string;
  readonly by?: string;
}

/** Why the champion went back to an earlier version. */
export interface RolledBack {
  readonly number: number;
  readonly previous: number;
  readonly reason: string;
  readonly by?: string;
}
