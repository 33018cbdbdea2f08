/** Prints values as JSON, with what JSON does not have written out. */
function show(label, ...values) {
  console.log(`${label}: ${values.map(v => JSON.stringify(v, (_key, x) => plain(x))).join(' ')}`);
}
function plain(value) {
  if (value === undefined) return '<undefined>';
  if (typeof value === 'function') return `<function ${value.length}>`;
  if (typeof value === 'symbol') return String(value);
  if (typeof value === 'number' && !(value - value === 0 && !Object.is(value, -0)))
    return `<${Object.is(value, -0) ? '-0' : value}>`;
  if (value instanceof Map) return { map: [...value] };
  if (value instanceof Set) return { set: [...value] };
  if (value instanceof RegExp) return `${value} at ${value.lastIndex}`;
  return value;
}

module.exports = show;
