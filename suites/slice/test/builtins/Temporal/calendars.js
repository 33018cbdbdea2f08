/*---
description: Dates in calendars with eras and leap months
esid: sec-temporal-calendar-abstract-ops
features: [Temporal]
---*/

var show = function (text, calendar) {
  var date = Temporal.PlainDate.from(text).withCalendar(calendar);
  return [date.era, date.eraYear, date.year, date.monthCode, date.day].join(' ');
};
assert.sameValue(show('2024-02-29', 'gregory'), 'ce 2024 2024 M02 29');
assert.sameValue(show('-000043-03-15', 'gregory'), 'bce 44 -43 M03 15');
assert.sameValue(show('2024-02-29', 'buddhist'), 'be 2567 2567 M02 29');
assert.sameValue(show('1911-12-31', 'roc'), 'broc 1 0 M12 31');
assert.sameValue(show('2019-05-01', 'japanese'), 'reiwa 1 2019 M05 1');
assert.sameValue(show('2019-04-30', 'japanese'), 'heisei 31 2019 M04 30');
assert.sameValue(show('2024-10-03', 'hebrew'), 'am 5785 5785 M01 1');
assert.sameValue(show('2024-09-11', 'coptic'), 'am 1741 1741 M01 1');
assert.sameValue(show('2024-03-20', 'persian'), 'ap 1403 1403 M01 1');
assert.sameValue(show('2024-03-21', 'indian'), 'shaka 1946 1946 M01 1');
assert.sameValue(show('2024-07-07', 'islamic-umalqura'), 'ah 1446 1446 M01 1');
assert.sameValue(show('2024-07-08', 'islamic-civil'), 'ah 1446 1446 M01 1');
assert.sameValue(show('2024-07-07', 'islamic-tbla'), 'ah 1446 1446 M01 1');
assert.sameValue(show('2023-03-22', 'chinese').trim(), '2023 M02L 1');
assert.sameValue(show('2017-06-24', 'dangi').trim(), '2017 M05L 1');
// beyond the tables years are like others, month by month
var far = Temporal.PlainDate.from({ calendar: 'chinese', year: 3000, month: 1, day: 1 });
assert.sameValue(far.subtract({ days: 1 }).add({ days: 1 }).equals(far), true);
assert.sameValue(far.subtract({ days: 1 }).year, 2999);

// Adar I is missing in the next year
var adar = Temporal.PlainDate.from({ calendar: 'hebrew', year: 5784, monthCode: 'M05L', day: 30 });
assert.sameValue(adar.month, 6);
assert.sameValue(adar.add({ years: 1 }).monthCode, 'M06');
assert.throws(RangeError, function () { adar.add({ years: 1 }, { overflow: 'reject' }); });
assert.sameValue(adar.until(adar.add({ months: 13 }), { largestUnit: 'month' }).toString(), 'P12M29D');
assert.sameValue(Temporal.PlainDate.from({ calendar: 'japanese', era: 'reiwa', eraYear: 1, month: 1, day: 1 }).era, 'heisei');
assert.throws(TypeError, function () { Temporal.PlainDate.from({ calendar: 'gregory', era: 'ce', month: 1, day: 1 }); });
assert.sameValue(Temporal.PlainMonthDay.from({ calendar: 'hebrew', monthCode: 'M05L', day: 30 }).toString(), '1970-03-08[u-ca=hebrew]');
assert.throws(RangeError, function () { Temporal.PlainDate.from('2024-01-01[u-ca=nothing]'); });
