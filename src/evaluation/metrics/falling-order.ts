/** Row numbers by falling output. */
export function fallingOrder(outputs: Float64Array): Uint32Array {
  const order = new Uint32Array(outputs.length);
  let falling = true;
  for (let row = 0; row < order.length; row++) {
    order[row] = row;
    if (row > 0 && (outputs[row] as number) > (outputs[row - 1] as number)) falling = false;
  }
  if (falling) return order;
  return order.sort((left, right) => (outputs[right] as number) - (outputs[left] as number));
}
