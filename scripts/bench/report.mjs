/**
 * Prints one line of a bench: `name  value unit  target  ok|MISSED`. A missed target makes the
 * process end with 1, after the other benches have run.
 * @param {string} name
 * @param {number} value
 * @param {string} unit
 * @param {number} [target] at most
 */
export function report(name, value, unit, target) {
  const missed = target !== undefined && !(value <= target);
  const verdict = target === undefined ? '' : `  (at most ${target})  ${missed ? 'MISSED' : 'ok'}`;
  process.stdout.write(`${name}: ${value.toFixed(value < 10 ? 3 : 1)} ${unit}${verdict}\n`);
  if (missed) process.exitCode = 1;
}
