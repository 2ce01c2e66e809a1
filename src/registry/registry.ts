import {
  type Clock,
  ConflictError,
  canonicalJson,
  type Digest,
  MissingError,
  parseCanonicalJson,
  StateError,
  type Store,
  systemClock,
} from "../core/index.js";
import type { EvaluationReport, ModelManifest, ModelVersion } from "../data/index.js";
import { checkEvidence } from "./check-evidence.js";
import type { Registrar } from "./registrar.js";
import { type RegistryHistoryEntry, readHistory } from "./registry-history.js";
import { createRegistryLog, type RegistryView, registryLogName } from "./registry-log.js";
import { type VerifyFinding, verifyVersion } from "./verify-version.js";
import { formatVersion, parseVersionSelector } from "./version-id.js";

export interface RegistryOptions {
  readonly store: Store;
  /** @default The system's clock */
  readonly clock?: Clock;
}

/** A version with the bytes that serve it. */
export interface ResolvedVersion {
  readonly version: ModelVersion;
  readonly model: Uint8Array;
  /** Canonical JSON of the fitted features. */
  readonly fitted: Uint8Array;
}

export interface PromoteOptions {
  /** The head the decision was made on; somebody else's write since then is a conflict. @default The present head */
  readonly expect?: number;
  /** More evidence besides the report the version was registered with, e.g. from its time in shadow. */
  readonly evidence?: EvaluationReport;
  /** Promotes without a passed gate, for good reason. */
  readonly override?: { readonly reason: string };
  /** Who decided, for people. */
  readonly by?: string;
}

/** Versions of models, what is said of them, and which one is champion: all of it events in the store, so audit and rollback come for free. */
export interface Registry extends Registrar {
  /** The sequence of the newest event about a model; what `expect` is compared with. */
  head(model: string): Promise<number>;
  /** A version by `late-flights@3` or `late-flights@champion`. @throws {MissingError} there is none. */
  get(selector: string): Promise<ModelVersion>;
  resolve(selector: string): Promise<ResolvedVersion>;
  champion(model: string): Promise<ModelVersion | undefined>;
  /** Points a name, e.g. `challenger`, at a version. `champion` moves only by promotion and rollback. */
  alias(version: string, alias: string, options?: { readonly expect?: number; readonly by?: string }): Promise<void>;
  /**
   * Makes a version champion in one event that names its evidence. Promoting the champion again changes nothing.
   * @throws {StateError} its gate did not pass. @throws {ConflictError} somebody else wrote first.
   */
  promote(version: string | ModelVersion, options?: PromoteOptions): Promise<void>;
  /**
   * Back to the champion before this one, or to the earlier champion named: a new event, nothing is forgotten.
   * @throws {StateError} there is no such earlier champion: other versions become champion by promotion, with evidence.
   */
  rollback(
    model: string,
    options: { readonly reason: string; readonly to?: number; readonly by?: string },
  ): Promise<ModelVersion>;
  history(model: string): Promise<readonly RegistryHistoryEntry[]>;
  /** Recomputes every digest of a version from its bytes. */
  verify(selector: string): Promise<{ readonly ok: boolean; readonly findings: readonly VerifyFinding[] }>;
}

export function createRegistry(options: RegistryOptions): Registry {
  const { store } = options;
  const clock = options.clock ?? systemClock;
  const log = createRegistryLog(store);

  async function load(model: string, view: RegistryView, number: number): Promise<ModelVersion> {
    const digest = view.state.versions[number - 1];
    if (digest === undefined)
      throw new MissingError(
        `registry ${model}`,
        formatVersion(model, number),
        `It has ${view.state.versions.length} versions`,
      );
    const manifest = parseCanonicalJson(new TextDecoder().decode(await store.blobs.get(digest))) as ModelManifest;
    return { kind: "model-version", id: formatVersion(model, number), number, digest, manifest };
  }

  async function find(
    selector: string,
  ): Promise<{ readonly model: string; readonly view: RegistryView; readonly number: number }> {
    const parsed = parseVersionSelector(selector);
    const view = await log.read(parsed.model);
    if ("number" in parsed) return { model: parsed.model, view, number: parsed.number };
    const { champion, aliases } = view.state;
    const named = Object.hasOwn(aliases, parsed.alias) ? aliases[parsed.alias] : undefined;
    const number = parsed.alias === "champion" ? champion : named;
    if (number === null || number === undefined)
      throw new MissingError(
        `registry ${parsed.model}`,
        `alias ${selector}`,
        "Promote a version or set the alias first",
      );
    return { model: parsed.model, view, number };
  }

  const registry: Registry = {
    async head(model) {
      return (await store.head(registryLogName(model))).sequence;
    },
    async register(manifest) {
      const digest = await store.blobs.put(new TextEncoder().encode(canonicalJson(manifest)));
      for (;;) {
        const view = await log.read(manifest.name);
        const known = view.state.versions.indexOf(digest);
        if (known >= 0) return load(manifest.name, view, known + 1);
        const number = view.state.versions.length + 1;
        try {
          await log.append(
            manifest.name,
            { type: "version-registered", data: { number, manifest: digest } },
            clock.now(),
            view.sequence,
          );
          return load(manifest.name, await log.read(manifest.name), number);
        } catch (error) {
          // Another process registered first: take the next number.
          if (!ConflictError.isInstance(error)) throw error;
        }
      }
    },
    async get(selector) {
      const { model, view, number } = await find(selector);
      return load(model, view, number);
    },
    async resolve(selector) {
      const version = await registry.get(selector);
      const { model, features } = version.manifest;
      return { version, model: await store.blobs.get(model), fitted: await store.blobs.get(features.fitted) };
    },
    async champion(model) {
      const view = await log.read(model);
      return view.state.champion === null ? undefined : load(model, view, view.state.champion);
    },
    async alias(version, alias, { expect, by } = {}) {
      const { model, view, number } = await find(version);
      parseVersionSelector(`${model}@${alias}`);
      if (alias === "champion" || /^[0-9]/.test(alias))
        throw new StateError({
          place: `registry ${model}`,
          message: `Expected an alias other than ${alias}: the champion moves by promotion and rollback`,
        });
      await load(model, view, number);
      await log.append(
        model,
        { type: "alias-set", data: { alias, number, ...(by !== undefined && { by }) } },
        clock.now(),
        expect ?? view.sequence,
      );
    },
    async promote(version, { expect, evidence, override, by } = {}) {
      const { model, view, number } = await find(typeof version === "string" ? version : version.id);
      const { manifest, id } = await load(model, view, number);
      if (view.state.champion === number) return;
      const digests: readonly Digest[] = override
        ? [manifest.report]
        : await checkEvidence(store, id, manifest, evidence);
      const data = {
        number,
        previous: view.state.champion,
        evidence: digests,
        decision: override ? ("override" as const) : ("pass" as const),
        ...(override && { reason: override.reason }),
        ...(by !== undefined && { by }),
      };
      await log.append(model, { type: "version-promoted", data }, clock.now(), expect ?? view.sequence);
    },
    async rollback(model, { reason, to, by }) {
      const view = await log.read(model);
      const previous = view.state.champion;
      const { formerChampions } = view.state;
      const number = to ?? formerChampions.at(-1);
      if (previous === null || number === undefined || !formerChampions.includes(number))
        throw new StateError({
          place: `registry ${model}`,
          message: `Expected an earlier champion to roll back to${formerChampions.length > 0 ? `, one of ${formerChampions.join(", ")}` : ""}, got ${to ?? "none"}`,
        });
      const version = await load(model, view, number);
      const data = { number, previous, reason, ...(by !== undefined && { by }) };
      await log.append(model, { type: "version-rolled-back", data }, clock.now(), view.sequence);
      return version;
    },
    history: (model) => readHistory(store, model),
    async verify(selector) {
      const { model, view, number } = await find(selector);
      const digest = view.state.versions[number - 1];
      if (digest === undefined) throw new MissingError(`registry ${model}`, selector);
      const findings = await verifyVersion(store, digest);
      return { ok: findings.length === 0, findings };
    },
  };
  return Object.freeze(registry);
}
