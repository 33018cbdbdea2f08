/** The call sites of an instantiated unit, with what frames become that are moved from them; made when that first happens. */
import type { Rest } from '../../control/migration.ts';
import type { Lambda } from '../../core/nodes.ts';
import type { CallSite } from './call-sites.ts';
import { type ExitOf, restOf } from './rest.ts';

/** Where the unit's code comes from. */
export interface Origin {
  /** Analysis scope of the interpreter's environment around an entry. */
  scope: unknown;
  source: unknown;
  exitOf: ExitOf | null;
}

export const NO_ORIGIN: Origin = { scope: null, source: null, exitOf: null };

/** A unit's call sites, and whether they can be had now. */
export interface Sites {
  readonly origin: Origin;
  /** Unless it is, frames stay where they are. */
  readonly known: boolean;
  at(i: number): CallSite;
}

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

  constructor(private readonly sites: Sites) {}

  get known(): boolean {
    return this.sites.known;
  }

  rest(i: number): SiteRest {
    let rest = this.rests[i];
    if (rest === undefined) {
      rest = new SiteRest(this.sites.at(i), this.sites.origin);
      this.rests[i] = rest;
    }
    return rest;
  }
}
