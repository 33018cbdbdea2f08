/** Texts for Date.parse, from parts of dates put together at random and from the forms that people write. The zone is UTC (`answers.test.ts`, `askHost`). */
import { numbers } from '../transpile/random-program.ts';
import type { Question } from './questions.ts';

const WRITTEN: readonly string[] = [
  '1/1/99',
  '1/1/49',
  '12/25/50',
  '12/25',
  'Jan 5',
  '5 Jan',
  'January 5, 2020',
  'Jan-5-20',
  '2020 Jan 5',
  'Thu, 01 Jan 1970 00:00:00 GMT+0200',
  'Thu Jan 01 1970 00:00:00 GMT-0530 (some zone)',
  '1970-01-01 10:20',
  '1970-1-1',
  '1970/01/01 10:20:30.4567 PM',
  '12:30 1/2/03',
  '1/2/03 12am',
  '1/2/03 12:00 am',
  '0210:.5',
  '2020-05:30',
  '2020-01-01t10:20:30z',
  '2020-01-01T10:20:30+0530',
  '2020-01-01T10:20:30,5',
  '2020-01-01x',
  'x 2020-01-01',
  'x2020',
  '-000001-01-01 10:20',
  '1 2 3 4',
  '1/2/2020 10:20)',
  '1/2/2020 10:20 EST',
  '1/2/2020 10:20 GMT-8',
  '1/2/2020 10:20 +12345',
  '1/2/2020 24:00',
  '1/2/2020 24:01',
  '1/2/2020 10::20',
  '1/2/2020\u00a010:20',
  '(a (b) 1) 1/2/2020',
];

function random(seed: number): string {
  const next = numbers(seed);
  const int = (n: number) => Math.floor(next() * n);
  const pick = <T>(items: readonly T[]): T => items[int(items.length)] as T;
  const number = () =>
    pick([
      `${int(13)}`,
      `${int(32)}`,
      `0${int(10)}`,
      `${int(100)}`,
      `${1900 + int(200)}`,
      `${int(100_000)}`,
      `00${int(100)}`,
      '12345678901',
    ]);
  const month = () => pick(['Jan', 'February', 'mar', 'APR', 'May', 'June', 'july', 'Sept', 'Octember', 'nov', 'Dec', 'Foo']);
  const separator = () => pick(['/', '-', '.', ' ', ', ']);
  const date = () =>
    pick([
      () => number() + separator() + number() + separator() + number(),
      () => `${month()} ${number()}${separator()}${number()}`,
      () => `${number()}${separator()}${month()}${separator()}${number()}`,
      () => `${number()} ${month()}`,
      () => `${number()}/${number()}`,
      () => `2020-0${int(10)}-${10 + int(25)}`,
      () => pick(['+012345-01-02', '-012345-01-02', number()]),
    ])();
  const time = () =>
    pick([
      () => `${int(25)}:${int(61)}`,
      () => `${int(24)}:${int(60)}:${int(60)}${pick(['', `.${int(10_000)}`])}`,
      () => `${int(14)}:30${pick(['am', 'pm', ' AM', ' PM'])}`,
      () => pick(['12:', '10::20', '1:2:3:4', '10:20.5', '10:.5', '24:00', '24:00:01', '9pm']),
    ])();
  const zone = () =>
    pick([
      'Z',
      'GMT',
      'UT',
      'est',
      'PDT',
      'GMT+2',
      'GMT-0530',
      'GMT+05:30',
      '+0100',
      '-08',
      '-8:30',
      'UTC+123',
      '(a(b)c)',
      ')',
      'CET',
      '+',
    ]);
  if (int(4) === 0) {
    const day = pick(['', '-03', `-0${int(10)}-1${int(10)}`]);
    const clock = pick(['10:20', '24:00', '9:00', '10:20:30.5', '10:20:30.123456', '10', '25:00', '10:60']);
    return `20${10 + int(80)}${day}${pick(['T', 't', ' ', 'x'])}${clock}${pick(['', 'Z', 'z', '+01:00', '-0130', '+1', '+25:00', ' GMT'])}`;
  }
  const parts = [date()];
  if (int(3) === 0) parts.unshift(pick(['Mon', 'Tuesday', 'Sun,', 'xyz']));
  if (int(2) === 0) parts.push(time());
  if (int(3) === 0) parts.push(zone());
  if (int(6) === 0) parts.unshift(time());
  return parts.join(pick([' ', ' ', ', ', '', '\t']));
}

const program = (texts: readonly string[]): string =>
  `var texts = ${JSON.stringify(texts)}; for (var i = 0; i < texts.length; i++) print(JSON.stringify(texts[i]) + ' ' + Date.parse(texts[i]));`;

export const dates: readonly Question[] = [
  { title: 'as people write them', source: program(WRITTEN) },
  { title: 'at random', source: program(Array.from({ length: 800 }, (_, seed) => random(seed))) },
];
