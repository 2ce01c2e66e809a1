import { checkOptions, type OptionRules, option } from "../../core/house.js";
import { StateError } from "../../core/index.js";
import { toParts } from "../assignment/routing-table.js";
import type { CanaryDesk } from "../canary/canary-desk.js";
import { type CanaryOptions, canaryFacts } from "../canary/canary-options.js";
import type { Guardrail } from "../canary/guardrail.js";
import type { CanaryStatus, FlipOptions, Flipped } from "../router.js";
import { type ShadowOptions, shadowFacts } from "../shadow/shadow-options.js";
import { drain } from "../versions/hold-versions.js";
import type { LoadedVersion } from "../versions/load-version.js";
import type { Versions } from "../versions/versions.js";
import type { Rollout } from "./create-rollout.js";
import { refuseRolledBack } from "./refuse-rolled-back.js";
import type { RolloutEvent } from "./rollout-event.js";
import type { CanaryState, RolloutState } from "./rollout-state.js";

/** What people change of a rollout. */
export interface RolloutCommands<Input> {
  shadow(version: string, options?: ShadowOptions): Promise<void>;
  stopShadow(): Promise<void>;
  canary(version: string, options: CanaryOptions): Promise<void>;
  canaryShare(share: number): Promise<void>;
  endCanary(): Promise<CanaryStatus | undefined>;
  promote(): Promise<Flipped>;
  flip(version: string, options?: FlipOptions<Input>): Promise<Flipped>;
  flipBack(): Promise<Flipped>;
}

export interface RolloutCommandsOptions<Input> {
  readonly place: string;
  readonly salt: string;
  readonly rollout: Rollout;
  readonly versions: Versions;
  readonly desk: CanaryDesk;
  /** What watches a canary that states nothing else. */
  readonly guardrails: readonly Guardrail[] | undefined;
  /** Answers a request that is not counted. */
  readonly warm: (version: LoadedVersion, row: Input) => Promise<void>;
}

const flipRules: OptionRules<FlipOptions<unknown>> = {
  warmUp: option.listOf(option.noun),
  evenIfRolledBack: option.text,
};

/** Each is checked against the newest state, recorded, and then served. */
export function createRolloutCommands<Input>(options: RolloutCommandsOptions<Input>): RolloutCommands<Input> {
  const { place, salt, rollout, versions, desk, guardrails: own, warm } = options;

  async function flip(decide: (state: RolloutState) => RolloutEvent | undefined): Promise<Flipped> {
    const { before, after } = await rollout.change(decide);
    return { drained: before.champion === after.champion ? Promise.resolve() : drain(before.champion) };
  }

  const refuse = (message: string): never => {
    throw new StateError({ place, message });
  };

  const runningIn = ({ canary }: RolloutState): CanaryState =>
    canary ?? refuse("Expected a running canary, there is none");

  return {
    async shadow(selector, shadowOptions = {}) {
      const facts = shadowFacts(place, shadowOptions);
      const { id } = await versions.load(selector);
      await rollout.change(({ champion }) => {
        if (id === champion) refuse(`Expected a shadow other than the champion ${id}, with which it is compared`);
        return { type: "shadow-started", data: { version: id, options: facts } };
      });
    },
    async stopShadow() {
      await rollout.change(({ shadow }) =>
        shadow === null ? undefined : { type: "shadow-stopped", data: { version: shadow.version } },
      );
    },
    async canary(selector, canaryOptions) {
      const { id } = await versions.load(selector);
      const { facts, guardrails } = canaryFacts(place, id, salt, { ...(own && { guardrails: own }), ...canaryOptions });
      desk.know(guardrails);
      await rollout.change((state) => {
        refuseRolledBack(place, state, id, canaryOptions.evenIfRolledBack);
        if (id === state.champion) refuse(`Expected a canary other than the champion ${id}`);
        if (state.canary !== null)
          refuse(
            `Expected no running canary, ${state.canary.version} is one: end it first, or change its share with \`canaryShare\``,
          );
        return { type: "canary-started", data: facts };
      });
      // Whoever begins a canary is the first to decide on it, unless another process is quicker.
      await rollout.sync();
    },
    async canaryShare(share) {
      const whole = toParts(place, share);
      const requests = desk.status()?.requests ?? 0;
      await rollout.change((state) => {
        const { version } = runningIn(state);
        return { type: "canary-share-changed", data: { version, share: whole, step: -1, requests } };
      });
    },
    async endCanary() {
      const status = desk.status();
      await rollout.change(({ canary }) =>
        canary === null ? undefined : { type: "canary-ended", data: { version: canary.version } },
      );
      return status;
    },
    promote: () => flip((state) => ({ type: "canary-promoted", data: { version: runningIn(state).version } })),
    async flip(selector, flipOptions = {}) {
      checkOptions(`${place} flip`, flipOptions, flipRules);
      const { warmUp = [], evenIfRolledBack } = flipOptions;
      const version = await versions.load(selector);
      for (const row of warmUp) await warm(version, row);
      return flip((state) => {
        refuseRolledBack(place, state, version.id, evenIfRolledBack);
        return flipTo(state, version.id, evenIfRolledBack);
      });
    },
    flipBack: () =>
      flip((state) =>
        flipTo(state, state.former ?? refuse("Expected a former champion to flip back to, there is none"), undefined),
      ),
  };
}

function flipTo(
  { champion }: RolloutState,
  to: string,
  evenIfRolledBack: string | undefined,
): RolloutEvent | undefined {
  if (champion === null || champion === to) return undefined;
  return { type: "champion-flipped", data: { from: champion, to, ...(evenIfRolledBack && { evenIfRolledBack }) } };
}
