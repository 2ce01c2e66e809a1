import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { SeenLease } from "../../../../src/adapters/kinesis/leases/lease-table.js";
import { planTakes } from "../../../../src/adapters/kinesis/leases/plan-takes.js";

const readers = ["a", "b", "c"];
const leasesOf = (owners: readonly (string | undefined)[]): SeenLease[] =>
  owners.map((reader, index) => ({ shard: `shard-${index}`, sequence: 1, state: undefined, reader }));

describe("readers that plan in turns", () => {
  it("share all leases evenly after a while, and then leave each other alone", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(undefined, ...readers), { maxLength: 20 }),
        fc.shuffledSubarray(readers, { minLength: 1 }),
        (owners, living) => {
          // Whoever does not live is not seen as a holder: its leases have run out.
          let leases = leasesOf(owners.map((owner) => (owner && living.includes(owner) ? owner : undefined)));
          for (let round = 0; round < 40; round++)
            for (const reader of living) {
              const taken = new Set(planTakes(leases, reader).map(({ shard }) => shard));
              leases = leases.map((lease) => (taken.has(lease.shard) ? { ...lease, reader } : lease));
            }
          const counts = living.map((reader) => leases.filter((lease) => lease.reader === reader).length);
          expect(leases.every(({ reader }) => reader !== undefined)).toBe(true);
          expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
          for (const reader of living) expect(planTakes(leases, reader)).toEqual([]);
        },
      ),
    );
  });
});
