/*---
description: Durations round and balance relative to a date, and total as the nearest number
esid: sec-temporal.duration.prototype.round
features: [Temporal]
---*/

var d = Temporal.Duration.from('P1Y2M3DT4H5M6.789S');
assert.sameValue(d.round({ largestUnit: 'day', relativeTo: '2024-01-01' }).toString(), 'P428DT4H5M6.789S');
assert.sameValue(d.round({ smallestUnit: 'month', relativeTo: '2024-01-01', roundingMode: 'ceil' }).toString(), 'P1Y3M');
assert.sameValue(Temporal.Duration.from('PT25H').round({ largestUnit: 'day' }).toString(), 'P1DT1H');
assert.sameValue(Temporal.Duration.from('-PT90M').round({ smallestUnit: 'hour', roundingMode: 'halfEven' }).toString(), '-PT2H');
assert.sameValue(Temporal.Duration.from({ days: 45 }).total({ unit: 'month', relativeTo: '2024-01-01' }), 1 + 14 / 29);
assert.sameValue(Temporal.Duration.from({ nanoseconds: 9007199254740993 }).total('second'), 9007199.254740992);
assert.throws(RangeError, function () { d.round('day'); });
// seconds at the limit keep their nanoseconds, on both sides of zero
var least = new Temporal.Duration(0, 0, 0, 0, 0, 0, -9007199254740991, -999, -999, -999);
assert.sameValue(least.toString(), '-PT9007199254740991.999999999S');
assert.throws(RangeError, function () { least.subtract({ nanoseconds: 1 }); });
