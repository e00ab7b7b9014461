/** One line a figure, for people and for run.mjs: `name value unit target ok|MISSED`. */
export function report(name, value, unit, target) {
  const met = target === undefined || value <= target;
  const wanted = target === undefined ? '-' : `<=${target}`;
  console.log(
    `${name} ${value.toFixed(value < 10 ? 3 : 1)} ${unit} ${wanted} ${met ? 'ok' : 'MISSED'}`,
  );
  if (!met) process.exitCode = 1;
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
