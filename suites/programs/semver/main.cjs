/** Semver: parsing, ordering, increments, differences, ranges and coercion over lists of versions, printed as tables. */
const semver = require('semver');

const versions =
  '1.2.3 1.2.3-alpha 1.2.3-alpha.1 1.2.3-alpha.beta 1.2.3-beta 1.2.3-beta.2 1.2.3-beta.11 1.2.3-rc.1 2.0.0 2.1.0 2.1.1 0.0.1 0.1.0 v3.4.5 ' +
  '10.20.30 1.2.3+build 1.2.3----RC-SNAPSHOT.12.9.1--.12+788 999999999999999.0.0 =4.0.0 1.2 01.2.3 1.2.3-01 a.b.c';
const ranges =
  '^1.2.3, ~1.2.3, ~1.2, 1.x, *, >=1.2.3-alpha.1 <2, 1.2.3 - 2.1.0, 1.2.3 || 2.x, >1.0.0||<0.5, ^0.0.1, ^0.1, <=2.1.0, >=1.2.3-beta <1.2.3, !1, ' +
  '~>2.0, ^1.2.3-beta.2, >2 <1, >= 1.2.3   <  3, 1.2.3-alpha - 1.2.3-rc, >01.0.0, ^1 || ^2 || >=10 <11-0';

const all = versions.split(' ');
const valid = all.filter(v => semver.valid(v));
for (const v of all) {
  const parsed = semver.parse(v);
  console.log(
    parsed === null ? `${v} is none` : `${v} ${parsed} ${JSON.stringify(parsed.prerelease)} ${JSON.stringify(parsed.build)}`,
  );
}
console.log(semver.sort([...valid]).join(' '));
console.log(semver.rsort([...valid]).join(' '));
console.log([...valid].sort(semver.compareBuild).join(' '));

for (const part of ['major', 'premajor', 'minor', 'preminor', 'patch', 'prepatch', 'prerelease', 'release', 'wrong']) {
  console.log(part, valid.map(v => tryTo(() => semver.inc(v, part, 'next'))).join(' '));
}
function tryTo(action) {
  try {
    return String(action());
  } catch (error) {
    return `<${error.name}: ${error.message}>`;
  }
}

const words = ranges.split(', ');
for (const range of words) {
  console.log(`${range} is ${semver.validRange(range)}`);
  if (semver.validRange(range) === null) continue;
  console.log(
    `  ${valid.map(v => (semver.satisfies(v, range) ? '+' : '.')).join('')} ${valid.map(v => (semver.gtr(v, range) ? '>' : semver.ltr(v, range) ? '<' : '=')).join('')}`,
  );
  console.log(`  ${valid.map(v => (semver.satisfies(v, range, { includePrerelease: true }) ? '+' : '.')).join('')}`);
  console.log(
    `  ${semver.maxSatisfying(valid, range)} ${semver.minSatisfying(valid, range)} ${semver.minVersion(range)} ${semver.simplifyRange(valid, range)}`,
  );
  console.log(
    `  ${words.map(other => tryTo(() => `${+semver.intersects(range, other)}${+semver.subset(range, other)}`)).join(' ')}`,
  );
}

for (const a of valid.slice(0, 9))
  console.log(`${a}: ${valid.map(b => `${semver.compare(a, b)}${semver.diff(a, b)}`).join(' ')}`);
for (const operator of ['>', '<=', '===', '!=', '', '~'])
  console.log(
    operator,
    tryTo(() => semver.cmp('1.2.3', operator, '1.2.3-a')),
  );
for (const text of ['v1', '42.6.7.9.3-alpha', 'version one 1.2.3.4', '1.2.3.4.5.6', '9'.repeat(20), '', 'x1y2z3']) {
  console.log(`${text}: ${semver.coerce(text)} ${semver.coerce(text, { rtl: true })}`);
}
console.log(
  semver
    .toComparators('~1.2 || ^3')
    .map(set => set.join('&'))
    .join('|'),
  semver.SEMVER_SPEC_VERSION,
  Object.keys(semver).length,
);
