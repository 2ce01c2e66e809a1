/** What `npm run test:services` tells of the running system: addresses, ports, paths. */
export function factsOf(system: string): { text(name: string): string; number(name: string): number } {
  const facts = JSON.parse(process.env.GOLDEN_PIPELINE_FACTS ?? "{}") as Readonly<Record<string, string | number>>;
  if (facts.system !== system) throw new Error(`Run this by \`npm run test:services -- ${system}\``);
  function get(name: string): string | number {
    const fact = facts[name];
    if (fact === undefined) throw new Error(`${system} tells no \`${name}\``);
    return fact;
  }
  return { text: (name) => String(get(name)), number: (name) => Number(get(name)) };
}
