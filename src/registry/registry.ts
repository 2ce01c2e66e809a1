import { checkArguments, checkOptions, counted, option, parseCanonicalJson, systemClock } from "../core/house.js";
import {
  type Clock,
  ConflictError,
  canonicalJson,
  InvalidArgumentError,
  MissingError,
  StateError,
  type Store,
} from "../core/index.js";
import type { EvaluationReport, ModelProfile, ModelVersion } from "../model/index.js";
import type { Registrar } from "../ports/index.js";
import { checkEvidence } from "./check-evidence.js";
import { checkManifest } from "./check-manifest.js";
import { findVersion } from "./find-version.js";
import { loadVersion } from "./load-version.js";
import {
  type AtOptions,
  type DecisionOptions,
  methodRules,
  type PromoteOptions,
  type RollbackOptions,
} from "./method-options.js";
import type { RegistryEvent } from "./registry-event.js";
import { type RegistryHistoryEntry, readHistory } from "./registry-history.js";
import { createRegistryLog, registryLogName } from "./registry-log.js";
import type { RegistryState } from "./registry-state.js";
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
  /** Canonical JSON of the fitted features; undefined for a model that reads rows. */
  readonly fitted: Uint8Array | undefined;
}

/** Versions of models, what is said of them, and which one is champion: all of it events in the store, so audit and rollback come for free. */
export interface Registry extends Registrar {
  /** The sequence of the newest event about a model; what `expect` is compared with. */
  head(model: string): Promise<number>;
  /** A version by `late-flights@3` or `late-flights@champion`. @throws {MissingError} there is none. */
  get(selector: string, options?: AtOptions): Promise<ModelVersion>;
  /** @throws {MissingError} there is no such version, or bytes of it are gone. */
  resolve(selector: string): Promise<ResolvedVersion>;
  /** The evaluation report that a version was registered with. @throws {MissingError} there is none. */
  report(selector: string): Promise<EvaluationReport>;
  /**
   * What was normal when a version was made: the reference of its monitor.
   * @example createMonitor({ reference: await registry.profile("late-flights@champion") })
   * @throws {MissingError} there is no such version, or it was registered without one.
   */
  profile(selector: string): Promise<ModelProfile>;
  champion(model: string, options?: AtOptions): Promise<ModelVersion | undefined>;
  /**
   * Points a name, e.g. `challenger`, at a version. `champion` moves only by promotion and rollback.
   * @throws {InvalidArgumentError} the alias is `champion` or no lower-case word. @throws {ConflictError} somebody else moved it first.
   * @throws {StateError} the version given is another store's.
   */
  alias(version: string | ModelVersion, alias: string, options?: DecisionOptions): Promise<void>;
  /**
   * Makes a version champion in one event that names its evidence. Promoting the champion again changes nothing.
   * @throws {StateError} its gate did not pass; there is a champion, and no evidence compares with it, e.g. because another version was
   *   promoted since; or the version given is another store's. @throws {ConflictError} somebody else wrote first.
   */
  promote(version: string | ModelVersion, options?: PromoteOptions): Promise<void>;
  /**
   * Back to the champion before this one, or to the earlier champion named: a new event, nothing is forgotten.
   * @throws {StateError} there is no such earlier champion: other versions become champion by promotion, with evidence.
   */
  rollback(model: string, options: RollbackOptions): Promise<ModelVersion>;
  /** What happened, oldest first. */
  history(model: string): Promise<readonly RegistryHistoryEntry[]>;
  /** Recomputes every digest of a version from its bytes, and of the reports that it was promoted on. */
  verify(selector: string): Promise<{ readonly ok: boolean; readonly findings: readonly VerifyFinding[] }>;
}

export function createRegistry(options: RegistryOptions): Registry {
  checkOptions("registry", options, { store: option.required(option.noun), clock: option.noun });
  const { store } = options;
  const clock = options.clock ?? systemClock;
  const log = createRegistryLog(store);

  /** The version that is meant: one that was read from another store may go by the same name. */
  async function find(given: string | ModelVersion) {
    const selector = parseVersionSelector(typeof given === "string" ? given : given.id);
    const { model } = selector;
    const view = await log.read(model);
    const version = await loadVersion(store, model, view.state, findVersion(selector, view.state));
    if (typeof given !== "string" && given.digest !== version.digest)
      throw new StateError({
        place: `registry ${model}`,
        message: `Expected ${given.id} to be ${given.digest}, got ${version.digest}: it is another store's version`,
      });
    return { model, view, version };
  }

  async function stateAt(model: string, options: AtOptions): Promise<RegistryState> {
    checkOptions(`registry ${model}`, options, methodRules.at);
    const { at } = options;
    return at === undefined ? (await log.read(model)).state : log.readAt(model, at);
  }

  const registry: Registry = {
    specificationVersion: "v1",
    async head(model) {
      return (await store.head(registryLogName(model))).sequence;
    },
    async register(manifest) {
      const model = manifest.name;
      registryLogName(model);
      await checkManifest(store, manifest);
      const digest = await store.blobs.put(new TextEncoder().encode(canonicalJson(manifest)));
      for (;;) {
        const { state, head } = await log.read(model);
        const known = state.versions.indexOf(digest);
        if (known >= 0) return loadVersion(store, model, state, known + 1);
        const data = { number: state.versions.length + 1, manifest: digest };
        try {
          await log.append(model, { type: "version-registered", data }, clock.now(), head.sequence);
        } catch (error) {
          // Another process wrote first: look again, and take the next number.
          if (!ConflictError.isInstance(error)) throw error;
        }
      }
    },
    async get(text, at = {}) {
      const selector = parseVersionSelector(text);
      const state = await stateAt(selector.model, at);
      return loadVersion(store, selector.model, state, findVersion(selector, state));
    },
    async resolve(selector) {
      const version = await registry.get(selector);
      const { model, features } = version.manifest;
      return {
        version,
        model: await store.blobs.get(model),
        fitted: features && (await store.blobs.get(features.fitted)),
      };
    },
    async report(selector) {
      const { manifest } = await registry.get(selector);
      return parseCanonicalJson(new TextDecoder().decode(await store.blobs.get(manifest.report))) as EvaluationReport;
    },
    async profile(selector) {
      const { manifest, id } = await registry.get(selector);
      if (manifest.profile === undefined)
        throw new MissingError(`registry ${id}`, "its profile", "It was registered without one");
      return parseCanonicalJson(new TextDecoder().decode(await store.blobs.get(manifest.profile))) as ModelProfile;
    },
    async champion(model, at = {}) {
      const state = await stateAt(model, at);
      return state.champion === null ? undefined : loadVersion(store, model, state, state.champion);
    },
    async alias(given, alias, options = {}) {
      checkOptions("registry alias", options, methodRules.decision);
      const { expect, by } = options;
      if (alias === "champion" || !/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(alias))
        throw new InvalidArgumentError(
          "registry",
          "an alias of lower-case words other than `champion`, which moves by promotion and rollback",
          alias,
        );
      const { model, view, version } = await find(given);
      const { number } = version;
      const about = ({ aliases }: RegistryState) => (Object.hasOwn(aliases, alias) ? aliases[alias] : undefined);
      if (about(view.state) === number) return;
      const event: RegistryEvent = { type: "alias-set", data: { alias, number, ...signed(by) } };
      await log.decide(model, view, event, { time: clock.now(), expect, about });
    },
    async promote(given, options = {}) {
      checkOptions("registry promotion", options, methodRules.promote);
      const { expect, evidence, override, by } = options;
      if (override !== undefined) checkReason("registry promotion", override.reason);
      const { model, view, version } = await find(given);
      const { manifest, id, number } = version;
      if (view.state.champion === number) return;
      // Said first: evidence is judged beside the champion that the caller saw.
      if (expect !== undefined && expect !== view.head.sequence)
        throw new ConflictError({ log: registryLogName(model), expected: expect, actual: view.head.sequence });
      const previous = view.state.champion;
      const champion = previous === null ? undefined : formatVersion(model, previous);
      const data = {
        number,
        previous,
        evidence: await checkEvidence(store, id, manifest, evidence, champion, override !== undefined),
        decision: override ? ("override" as const) : ("pass" as const),
        ...(override && { reason: override.reason }),
        ...signed(by),
      };
      const about = (state: RegistryState) => state.champion;
      await log.decide(model, view, { type: "version-promoted", data }, { time: clock.now(), expect, about });
    },
    async rollback(model, options) {
      checkArguments("registry rollback", { options }, { options: option.noun });
      checkOptions("registry rollback", options, methodRules.rollback);
      const { reason, to, expect, by } = options;
      checkReason("registry rollback", reason);
      const view = await log.read(model);
      const { formerChampions, champion: previous } = view.state;
      const others = [...new Set(formerChampions)].filter((former) => former !== previous);
      const number = to ?? formerChampions.at(-1);
      if (previous === null || number === undefined || !others.includes(number)) {
        const choices = others.length > 0 ? `, one of ${others.join(", ")}` : "";
        throw new StateError({
          place: `registry ${model}`,
          message: `Expected an earlier champion to roll back to${choices}, got ${to ?? "none"}`,
        });
      }
      const version = await loadVersion(store, model, view.state, number);
      const data = { number, previous, reason, ...signed(by) };
      const about = ({ champion }: RegistryState) => champion;
      await log.decide(model, view, { type: "version-rolled-back", data }, { time: clock.now(), expect, about });
      return version;
    },
    history: (model) => readHistory(store, model),
    async verify(selector) {
      const parsed = parseVersionSelector(selector);
      const { state } = await log.read(parsed.model);
      const number = findVersion(parsed, state);
      const digest = state.versions[number - 1];
      if (digest === undefined)
        throw new MissingError(
          `registry ${parsed.model}`,
          selector,
          `It has ${counted(state.versions.length, "version")}`,
        );
      const id = formatVersion(parsed.model, number);
      const history = await readHistory(store, parsed.model);
      const evidence = history.flatMap((entry) => (entry.version === id ? entry.evidence : []));
      const findings = await verifyVersion(store, digest, evidence);
      return { ok: findings.length === 0, findings };
    },
  };
  return Object.freeze(registry);
}

function signed(by: string | undefined): { readonly by?: string } {
  return by === undefined ? {} : { by };
}

function checkReason(place: string, reason: string): void {
  if (reason.trim() === "") throw new InvalidArgumentError(place, "a `reason`", reason);
}
