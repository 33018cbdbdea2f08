/** Every suite by its name: to add one, a row. */
import { type CorpusSuite, type OpenRequest, openSlice, openTest262 } from './corpus-suite.ts';
import type { Suite } from './suite.ts';
import { SxSuite, type SxSuiteDescription } from './sx-suite.ts';

interface SuiteRow {
  what: string;
  open: (request: OpenRequest) => Promise<Suite> | Suite;
  /** Part of `sx parity` when no suite is named. */
  parity: boolean;
}

const sx = (what: string, description: SxSuiteDescription): SuiteRow => ({
  what,
  open: ({ sliceCommit }) => new SxSuite(description, sliceCommit),
  parity: true,
});

export const SUITES = {
  test262: {
    what: 'the corpus of ECMAScript tests, or the slice when it cannot be had',
    open: (request: OpenRequest): Promise<CorpusSuite> => openTest262(request),
    parity: false,
  },
  slice: {
    what: "JavaScript programs of this repository, in test262's layout",
    open: (request: OpenRequest): Promise<CorpusSuite> => openSlice(request),
    parity: true,
  },
  web: sx('the adapters of the web side: markup, components, wire text', {
    name: 'web',
    folder: 'suites/host/web',
    libraries: ['std', 'web', 'dream'],
    world: 'host',
  }),
  dream: sx('Dream-on-SX, the web framework', {
    name: 'dream',
    folder: 'suites/host/dream',
    libraries: ['std', 'web', 'dream'],
    world: 'host',
  }),
  host: sx('host-on-SX: the application layer over Dream', {
    name: 'host',
    folder: 'suites/host/host',
    libraries: ['std', 'web', 'dream', 'host'],
    world: 'host',
  }),
  spec: sx("the kernel's own specs", { name: 'spec', folder: 'kernel/spec', libraries: ['std'], world: 'spec' }),
} satisfies Readonly<Record<string, SuiteRow>>;

export type SuiteName = keyof typeof SUITES;
export const SUITE_NAMES = Object.keys(SUITES) as readonly SuiteName[];
