/** The sites of an instantiated unit, with what their frames become; made when a frame is first moved from one. */
import type { Rest } from '../control/migration.ts';
import type { Lambda } from '../core/nodes.ts';
import { type ExitOf, restOf } from './rest.ts';
import type { CallSite } from './call-sites.ts';

/** Where the unit's code comes from. */
export interface Origin {
  /** Analysis scope of the interpreter's environment around an entry. */
  scope: unknown;
  source: unknown;
  exitOf: ExitOf | null;
}

export const NO_ORIGIN: Origin = { scope: null, source: null, exitOf: null };

class SiteRest implements Rest {
  code: unknown = null;

  constructor(
    private readonly site: CallSite,
    private readonly origin: Origin,
  ) {}

  get scope(): unknown {
    return this.origin.scope;
  }

  get source(): unknown {
    return this.origin.source;
  }

  /** Whether it can jump out of the procedure; then its first value is the environment around it. */
  get exits(): boolean {
    return this.site.loop !== null;
  }

  node(): Lambda {
    return restOf(this.site, this.exits ? this.origin.exitOf : null);
  }
}

export class Moves {
  private readonly rests: SiteRest[] = [];

  constructor(
    private readonly sites: readonly CallSite[],
    private readonly origin: Origin,
  ) {}

  rest(i: number): SiteRest {
    let rest = this.rests[i];
    if (rest === undefined) {
      rest = new SiteRest(this.sites[i] as CallSite, this.origin);
      this.rests[i] = rest;
    }
    return rest;
  }
}

export const NOWHERE = new Moves([], NO_ORIGIN);
