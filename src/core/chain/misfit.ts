import type { Context } from "../context.js";
import type { ContextOf, InputOf } from "../stage.js";
import type { Link, links } from "./links.js";

type Links = typeof links;
type KindOf<T> = [T] extends [{ readonly kind: infer Kind extends Link }] ? Kind : "other";

/** What the compiler says of a stage that does not take what the chain gives; undefined where its own words say more. */
type Misfit<Given, Taken> =
  "other" extends KindOf<Taken>
    ? "other" extends KindOf<Given>
      ? undefined
      : `takes something else than ${Links[KindOf<Given> & Link]["name"]}, which the chain gives: put a stage between that makes the one from the other`
    : Sentence<KindOf<Given>, KindOf<Taken> & Link>;

type Sentence<Given extends Link | "other", Taken extends Link> = Given extends Taken
  ? `takes ${Links[Taken]["name"]} of other rows or of another target than the chain gives: name one contract and one model throughout`
  : `takes ${Links[Taken]["name"]}, the chain gives ${Given extends Link ? Links[Given]["name"] : "something else"}: put ${Links[Taken]["maker"]} ${Given extends Links[Taken]["after"][number] ? "between" : "right before it"}`;

// While what a factory makes is still inferred from the chain, S is `never`, and the chain's own type has to be seen.
type Itself<S> = [S] extends [never] ? unknown : S;

/** A stage as the next of a chain that gives `Out`: itself where it takes that, otherwise a sentence that says what is missing. */
export type Next<Out, S, Fitting> = [S] extends [{ readonly run: (input: Out, context: never) => unknown }]
  ? Fitting & Itself<S>
  : Misfit<Out, InputOf<S>> extends infer Words extends string
    ? Words
    : Fitting;

/** What comes out then; where the stage does not fit, that was said, and the stages after it are not blamed too. */
export type Piped<Out, S, Then> = [S] extends [{ readonly run: (input: Out, context: never) => unknown }]
  ? Then
  : never;

type Required<C> = { [K in keyof C]-?: object extends Pick<C, K> ? never : K }[keyof C];

/** A stage to be run with services: itself where it needs no others, otherwise a sentence that says which. */
export type Runnable<Services, S, Fitting> = [S] extends [
  { readonly run: (input: never, context: Context & Services) => unknown },
]
  ? Fitting & Itself<S>
  : Exclude<Required<ContextOf<S>>, keyof Services | keyof Context> extends infer Missing extends string
    ? [Missing] extends [never]
      ? Fitting
      : NeedsService<Missing>
    : Fitting;

/** One sentence for each: a template of a union would pair every name with every other. */
type NeedsService<Name extends string> = Name extends string
  ? `needs the service ${Name}: createRunner({ services: { ${Name} } })`
  : never;
