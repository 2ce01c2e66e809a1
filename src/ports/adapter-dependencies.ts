/**
 * What an adapter needs from outside, as data: the npm packages it reaches (optional peers of this package, imported only when first used
 * or handed in by the caller), and the ports it fills. `dependencies.ts` of each adapter's folder states them; a test holds the source,
 * package.json and the suites that run against it.
 */
export interface AdapterDependencies {
  /** Lower-case words joined by `-`, as in `golden-pipeline/adapters/<system>`. */
  readonly system: string;
  /** Package name to the range that was tested. Empty for what speaks plain HTTP or takes a client by its shape. */
  readonly peers: { readonly [name: string]: string };
  /** The contract suites of `golden-pipeline/testing` that it runs. */
  readonly suites: readonly string[];
}
