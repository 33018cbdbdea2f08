/*---
description: Instants have nanoseconds beyond the precision of numbers
esid: sec-temporal-instant-objects
features: [Temporal]
---*/

var last = new Temporal.Instant(8640000000000000000000n);
assert.sameValue(last.toString(), '+275760-09-13T00:00:00Z');
assert.sameValue(last.subtract({ nanoseconds: 1 }).epochNanoseconds, 8639999999999999999999n);
assert.throws(RangeError, function () { last.add({ nanoseconds: 1 }); });
assert.sameValue(Temporal.Instant.from('1969-12-31T23:59:59.999999999Z').epochMilliseconds, -1);
assert.sameValue(new Temporal.Instant(-1n).round({ smallestUnit: 'second', roundingMode: 'trunc' }).epochNanoseconds, -1000000000n);
assert.sameValue(new Temporal.Instant(0n).until(new Temporal.Instant(3723000000001n), { largestUnit: 'hour' }).toString(), 'PT1H2M3.000000001S');
assert.sameValue(new Date(1.5e12).toTemporalInstant().epochNanoseconds, 1500000000000000000n);
assert.throws(RangeError, function () { new Date(NaN).toTemporalInstant(); });
var zoned = last.toZonedDateTimeISO('-08:00');
assert.sameValue(zoned.hour, 16);
assert.sameValue(zoned.offset, '-08:00');
assert.sameValue(zoned.getTimeZoneTransition('next'), null);
assert.sameValue(Temporal.Now.instant() instanceof Temporal.Instant, true);
