const size = 624;
const middle = 397;

/**
 * Whole numbers from 0 to a given one, as NumPy's `RandomState` draws them: MT19937 (Matsumoto and Nishimura, "Mersenne Twister", ACM Trans. Model.
 * Comput. Simul. 8, 1998), masked to as many bits as are needed and drawn again where that is too large.
 */
export function mersenneTwister(seed: number): (maximum: number) => number {
  const state = new Uint32Array(size);
  state[0] = seed;
  for (let at = 1; at < size; at++) {
    const last = state[at - 1] as number;
    state[at] = Math.imul(1_812_433_253, last ^ (last >>> 30)) + at;
  }
  let next = size;
  const draw = (): number => {
    if (next === size) {
      for (let at = 0; at < size; at++) {
        const bits = ((state[at] as number) & 0x80000000) | ((state[(at + 1) % size] as number) & 0x7fffffff);
        state[at] = (state[(at + middle) % size] as number) ^ (bits >>> 1) ^ (bits & 1 ? 0x9908b0df : 0);
      }
      next = 0;
    }
    let bits = state[next++] as number;
    bits ^= bits >>> 11;
    bits ^= (bits << 7) & 0x9d2c5680;
    bits ^= (bits << 15) & 0xefc60000;
    return (bits ^ (bits >>> 18)) >>> 0;
  };
  return (maximum) => {
    if (maximum === 0) return 0;
    const mask = 0xffffffff >>> Math.clz32(maximum);
    for (;;) {
      const value = (draw() & mask) >>> 0;
      if (value <= maximum) return value;
    }
  };
}
