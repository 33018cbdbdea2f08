/*---
description: Named time zones skip and repeat times of day, also long after the rules of today were made
esid: sec-temporal-zoneddatetime-objects
features: [Temporal]
---*/

var from = function (text, options) { return Temporal.ZonedDateTime.from(text, options).toString(); };
assert.sameValue(from('2024-03-10T02:30[America/Los_Angeles]'), '2024-03-10T03:30:00-07:00[America/Los_Angeles]');
assert.sameValue(from('2024-03-10T02:30[America/Los_Angeles]', { disambiguation: 'earlier' }), '2024-03-10T01:30:00-08:00[America/Los_Angeles]');
assert.throws(RangeError, function () { from('2024-03-10T02:30[America/Los_Angeles]', { disambiguation: 'reject' }); });
assert.sameValue(from('2024-11-03T01:30[america/los_angeles]', { disambiguation: 'later' }), '2024-11-03T01:30:00-08:00[America/Los_Angeles]');
assert.sameValue(from('2024-11-03T01:30-07:00[America/Los_Angeles]'), '2024-11-03T01:30:00-07:00[America/Los_Angeles]');
assert.throws(RangeError, function () { from('2024-07-01T00:00-08:00[America/Los_Angeles]'); });

var day = Temporal.ZonedDateTime.from('2018-11-04T12:00[America/Sao_Paulo]');
assert.sameValue(day.hoursInDay, 23);
assert.sameValue(day.startOfDay().toString(), '2018-11-04T01:00:00-02:00[America/Sao_Paulo]');
assert.sameValue(day.subtract({ days: 1 }).until(day, { largestUnit: 'hour' }).hours, 23);
assert.sameValue(day.subtract({ days: 1 }).until(day, { largestUnit: 'day' }).toString(), 'P1D');

var far = Temporal.ZonedDateTime.from('2424-11-30T01:30[Europe/Berlin]');
assert.sameValue(far.getTimeZoneTransition('previous').toString(), '2424-10-27T02:00:00+01:00[Europe/Berlin]');
assert.sameValue(far.getTimeZoneTransition('next').toString(), '2425-03-30T03:00:00+02:00[Europe/Berlin]');
// a walk over the years in which tables of changes may end
var change = Temporal.ZonedDateTime.from('2064-11-30T00:00[America/Santiago]');
var count = 0;
while (change.year < 2140) { change = change.getTimeZoneTransition('next'); count += 1; assert.sameValue(change.getTimeZoneTransition('previous').year >= 2064, true); }
assert.sameValue(count, 151);
assert.sameValue(Temporal.ZonedDateTime.from('2000-10-10T00:00[America/Boa_Vista]').getTimeZoneTransition('next').toString(), '2000-10-14T23:00:00-04:00[America/Boa_Vista]');
assert.sameValue(Temporal.ZonedDateTime.from('1800-01-01T00:00[Europe/Paris]').offset, '+00:09:21');

var kolkata = new Temporal.ZonedDateTime(0n, 'Asia/Kolkata');
assert.sameValue(kolkata.equals(kolkata.withTimeZone('asia/calcutta')), true);
assert.throws(RangeError, function () { new Temporal.ZonedDateTime(0n, 'Nowhere/City'); });
