/**
 * Random calls of Temporal as expressions of JavaScript, for the test that compares with another implementation: dates in many calendars, zones with
 * odd rules, durations of any mixture of units, options of every kind. Options mostly fit together, so that most calls have a result.
 */
import fc from 'fast-check';

const CALENDARS = [
  'gregory',
  'japanese',
  'roc',
  'buddhist',
  'coptic',
  'ethiopic',
  'indian',
  'hebrew',
  'islamic-civil',
  'islamic-tbla',
];
const ZONES = [
  'UTC',
  '+05:30',
  'America/New_York',
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Sao_Paulo',
  'Africa/Cairo',
  'Pacific/Apia',
];
const MODES = ['ceil', 'floor', 'expand', 'trunc', 'halfCeil', 'halfFloor', 'halfExpand', 'halfTrunc', 'halfEven'];
const DATE_UNITS = ['year', 'month', 'week', 'day'];
const TIME_UNITS = ['hour', 'minute', 'second', 'millisecond', 'microsecond', 'nanosecond'];
const UNITS = [...DATE_UNITS, ...TIME_UNITS];
/** How much of a unit a duration may have, beside very little of it. */
const MOST = [20, 40, 60, 400, 100, 5000, 100000, 1e7, 1e10, 1e13];
/** Increments of a unit divide this. */
const WHOLE: Readonly<Record<string, number>> = {
  hour: 24,
  minute: 60,
  second: 60,
  millisecond: 1000,
  microsecond: 1000,
  nanosecond: 1000,
};
const FIELDS = ['era', 'eraYear', 'year', 'month', 'monthCode', 'day', 'dayOfYear', 'daysInMonth', 'daysInYear', 'inLeapYear'];

type Text = fc.Arbitrary<string>;

const padded = (low: number, high: number, width = 2): Text =>
  fc.integer({ min: low, max: high }).map(n => String(n).padStart(width, '0'));

/** Joins texts and arbitraries of texts, as in a template. */
function text(strings: TemplateStringsArray, ...parts: readonly Text[]): Text {
  return fc.tuple(...parts).map(values => strings.map((s, i) => s + (values[i] ?? '')).join(''));
}

const date = text`${fc.oneof(padded(1900, 2030, 4), padded(1, 3000, 4))}-${padded(1, 12)}-${padded(1, 28)}`;
const clock = fc.oneof(
  text`${padded(0, 23)}:${padded(0, 59)}:${padded(0, 59)}.${padded(0, 999999999, 9)}`,
  fc.constantFrom('00:00', '02:30', '23:59:59.999999999'),
);
const calendar = fc.oneof(
  fc.constant(''),
  fc.constantFrom(...CALENDARS).map(id => `[u-ca=${id}]`),
);
const zone = fc.constantFrom(...ZONES);

const plainDate = (c: string): Text => text`Temporal.PlainDate.from('${date}${fc.constant(c)}')`;
const dateTime = (c: string): Text => text`Temporal.PlainDateTime.from('${date}T${clock}${fc.constant(c)}')`;
const zoned = (z: string, c: string): Text =>
  text`Temporal.ZonedDateTime.from('${padded(1950, 2030, 4)}-${padded(1, 12)}-${padded(1, 28)}T${clock}[${fc.constant(z)}]${fc.constant(c)}')`;
const time = text`Temporal.PlainTime.from('${clock}')`;
const instant = text`Temporal.Instant.from('${date}T${clock}Z')`;
const yearMonth = (c: string): Text => plainDate(c).map(d => `${d}.toPlainYearMonth()`);

/** A property bag with some units from `first` to `last`, all of one sign. */
function duration(first: number, last: number): Text {
  const amounts = fc.array(fc.tuple(fc.integer({ min: first, max: last }), fc.boolean(), fc.nat(1e6)), {
    minLength: 1,
    maxLength: 5,
  });
  return fc.tuple(fc.constantFrom(1, -1), amounts).map(([sign, rows]) => {
    const bag = rows.map(
      ([unit, few, n]) => `${UNITS[unit]}s: ${sign * (few ? n % 3 : Math.floor((n / 1e6) * (MOST[unit] ?? 0)))}`,
    );
    return `{ ${[...new Map(bag.map(each => [each.split(':')[0], each])).values()].join(', ')} }`;
  });
}

function incrementOf(unit: string): fc.Arbitrary<number> {
  const whole = WHOLE[unit];
  if (whole === undefined) return fc.constantFrom(1, 1, 2, 5, 7);
  return fc.constantFrom(...Array.from({ length: whole - 1 }, (_, i) => i + 1).filter(n => whole % n === 0));
}

/** Options of `until`, `since` and `round`. */
function rounding(units: readonly string[]): Text {
  return fc
    .tuple(fc.nat(units.length - 1), fc.nat(units.length - 1), fc.constantFrom(...MODES), fc.nat(3))
    .chain(([a, b, mode, parts]) => {
      const largest = units[Math.min(a, b)] as string;
      const smallest = units[Math.max(a, b)] as string;
      return incrementOf(smallest).map(increment =>
        [
          `{ largestUnit: '${largest}'`,
          ...(parts > 0 ? [`smallestUnit: '${smallest}', roundingMode: '${mode}'`] : []),
          ...(parts > 1 ? [`roundingIncrement: ${increment}`] : []),
        ].join(', '),
      );
    })
    .map(options => `${options} }`);
}

function roundTo(units: readonly string[]): Text {
  return fc
    .tuple(fc.constantFrom(...units), fc.constantFrom(...MODES))
    .chain(([unit, mode]) =>
      (unit === 'day' ? fc.constant(1) : incrementOf(unit)).map(
        n => `{ smallestUnit: '${unit}', roundingMode: '${mode}', roundingIncrement: ${n} }`,
      ),
    );
}

const overflow = fc.constantFrom('', ", { overflow: 'reject' }");
const adds = fc.constantFrom('add', 'subtract');
const differs = fc.constantFrom('until', 'since');
const relativeTo = fc.tuple(calendar, zone).chain(([c, z]) => fc.oneof(plainDate(c), zoned(z, c)));

export const call: Text = fc.tuple(calendar, zone).chain(([c, z]) =>
  fc.oneof(
    text`${plainDate(c)}.${adds}(${duration(0, 3)}${overflow})`,
    text`${plainDate(c)}.${differs}(${plainDate(c)}, ${rounding(DATE_UNITS)})`,
    plainDate(c).map(d => `(d => [${FIELDS.map(f => `d.${f}`).join()}].join())(${d})`),
    plainDate(c).map(d => `${d}.toPlainMonthDay()`),
    text`${plainDate(c)}.with({ monthCode: 'M${padded(1, 13)}', day: ${fc.integer({ min: 1, max: 32 }).map(String)} }${overflow})`,
    text`${dateTime(c)}.${adds}(${duration(0, 9)}${overflow})`,
    text`${dateTime(c)}.${differs}(${dateTime(c)}, ${rounding(UNITS)})`,
    text`${dateTime(c)}.round(${roundTo(['day', ...TIME_UNITS])})`,
    text`${zoned(z, c)}.${adds}(${duration(0, 9)}${overflow})`,
    text`${zoned(z, c)}.${differs}(${zoned(z, c)}, ${rounding(UNITS)})`,
    text`${zoned(z, c)}.round(${roundTo(['day', ...TIME_UNITS])})`,
    zoned(z, c).map(d => `(z => [z.offset, z.hoursInDay, z.startOfDay(), z.getTimeZoneTransition('next')].join())(${d})`),
    text`${yearMonth(c)}.${adds}(${duration(0, 1)}${overflow})`,
    text`${yearMonth(c)}.${differs}(${yearMonth(c)}, ${rounding(['year', 'month'])})`,
    text`${time}.${adds}(${duration(4, 9)})`,
    text`${time}.${differs}(${time}, ${rounding(TIME_UNITS)})`,
    text`${instant}.${adds}(${duration(4, 9)})`,
    text`${instant}.${differs}(${instant}, ${rounding(TIME_UNITS)})`,
    text`${instant}.round(${roundTo(TIME_UNITS)})`,
    text`Temporal.Duration.from(${duration(3, 9)}).${adds}(${duration(3, 9)})`,
    text`Temporal.Duration.from(${duration(0, 9)}).round({ ...${rounding(UNITS)}, relativeTo: ${relativeTo} })`,
    text`Temporal.Duration.from(${duration(3, 9)}).round(${rounding(UNITS.slice(3))})`,
    text`Temporal.Duration.compare(${duration(0, 9)}, ${duration(0, 9)}, { relativeTo: ${relativeTo} })`,
    text`Temporal.Duration.from(${duration(0, 9)}).total({ unit: '${fc.constantFrom(...UNITS)}', relativeTo: ${relativeTo} })`,
  ),
);
