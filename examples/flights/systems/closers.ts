/** What is to be done at the end, the last first. */
export type Closers = (() => Promise<unknown>)[];
