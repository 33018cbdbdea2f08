/*---
description: Dates of the ISO calendar are added, compared and subtracted
esid: sec-temporal-plaindate-objects
features: [Temporal]
---*/

var leap = Temporal.PlainDate.from('2024-02-29');
assert.sameValue(leap.add({ years: 1 }).toString(), '2025-02-28');
assert.throws(RangeError, function () { leap.add({ years: 1 }, { overflow: 'reject' }); });
assert.sameValue(Temporal.PlainDate.from('2024-01-31').until('2024-03-01', { largestUnit: 'month' }).toString(), 'P1M1D');
assert.sameValue(Temporal.PlainDate.from('2024-03-31').since('2024-02-29', { largestUnit: 'month' }).toString(), 'P1M');
assert.sameValue(Temporal.PlainDate.from('2021-01-03').weekOfYear, 53);
assert.sameValue(Temporal.PlainDate.from('2021-01-03').yearOfWeek, 2020);
assert.sameValue(new Temporal.PlainDate(-271821, 4, 19).toString(), '-271821-04-19');
assert.throws(RangeError, function () { new Temporal.PlainDate(-271821, 4, 18); });
assert.sameValue(new Temporal.PlainDateTime(2024, 12, 31, 23, 59, 59, 999).round('second').toString(), '2025-01-01T00:00:00');
assert.sameValue(Temporal.PlainYearMonth.from('2024-02').daysInMonth, 29);
assert.sameValue(Temporal.PlainMonthDay.from('02-29').toPlainDate({ year: 2023 }).toString(), '2023-02-28');
assert.sameValue(Temporal.PlainDate.compare('2024-01-01', '2023-12-31'), 1);
assert.throws(TypeError, function () { leap < leap; });
