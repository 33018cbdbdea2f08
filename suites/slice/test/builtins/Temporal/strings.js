/*---
description: ISO strings with offsets and annotations are read, or refused
esid: sec-temporal-parseisodatetime
features: [Temporal]
---*/

assert.sameValue(Temporal.PlainTime.from('T12:30:45,5').toString(), '12:30:45.5');
assert.sameValue(Temporal.PlainTime.from('123045.123456789').nanosecond, 789);
assert.sameValue(Temporal.PlainTime.from('23:59:60').second, 59);
assert.sameValue(Temporal.Instant.from('2024-01-01t00:00+01:00[!u-ca=iso8601][x=y]').toString(), '2023-12-31T23:00:00Z');
assert.sameValue(Temporal.ZonedDateTime.from('20240101T000000[+05:30]').toString(), '2024-01-01T00:00:00+05:30[+05:30]');
for (const text of ['12-31', '1231', '202412', '24:00', '12:3', '12:30Z', '2024-01-01', '12:30[!x=y]', '12:30[u-ca=iso8601][!u-ca=iso8601]'])
  assert.throws(RangeError, function () { Temporal.PlainTime.from(text); });
for (const text of ['2024-02-30', '-000000-01-01', '2024-0101', '2024-01-01T00:00Z', '2024-01-01[bad zone]', '24-01-01', ''])
  assert.throws(RangeError, function () { Temporal.PlainDate.from(text); });
assert.sameValue(Temporal.Duration.from('p1y2m3w4dt5h6m7.25s').toString(), 'P1Y2M3W4DT5H6M7.25S');
assert.sameValue(Temporal.Duration.from('PT0.5H').minutes, 30);
for (const text of ['P', 'PT', 'P1H', 'PT1.5H3M', 'P1.5D', 'P1D2Y', 'PT1.0000000001S'])
  assert.throws(RangeError, function () { Temporal.Duration.from(text); });
