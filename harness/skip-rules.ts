/**
 * Why a case is not started. A skip is honest only with a reason that names what is missing; a feature that an engine merely
 * implements badly is no reason. The rules look at what the test needs from its *host*, and at what the engine says it has.
 */
import type { Frontmatter } from './frontmatter.ts';

/** Parts of the test262 host that an engine may lack. */
export interface HostCapabilities {
  /** `$262.agent`: concurrent agents with broadcast and reports. */
  agent: boolean;
  /** [[CanBlock]] of the main agent. */
  canBlock: boolean;
  isHTMLDDA: boolean;
  abstractModuleSource: boolean;
  /** ECMA-402; without it `intl402/` is skipped, as INTERPRETING.md asks. */
  intl: boolean;
  /** A garbage collector that can be asked to run now. */
  gc: boolean;
}

export const NO_HOST_EXTRAS: HostCapabilities = {
  agent: false,
  canBlock: true,
  isHTMLDDA: false,
  abstractModuleSource: false,
  intl: false,
  gc: false,
};

export interface SkipQuestion {
  path: string;
  frontmatter: Frontmatter;
  /** The source mentions `$262.agent`, or includes a helper that does. */
  usesAgent: boolean;
}

export function skipReason(test: SkipQuestion, host: HostCapabilities): string | undefined {
  const { flags, features } = test.frontmatter;
  if (test.usesAgent && !host.agent) return 'needs $262.agent, which this host does not have';
  if (flags.includes('CanBlockIsFalse') && host.canBlock) return 'needs a host whose main agent cannot block';
  if (flags.includes('CanBlockIsTrue') && !host.canBlock) return 'needs a host whose main agent can block';
  if (features.includes('IsHTMLDDA') && !host.isHTMLDDA) return 'needs $262.IsHTMLDDA, which this host does not have';
  if (features.includes('source-phase-imports-module-source') && !host.abstractModuleSource) {
    return 'needs <module source> and $262.AbstractModuleSource, which this host does not have';
  }
  if (features.includes('host-gc-required') && !host.gc) return 'needs $262.gc, which this host cannot offer';
  if (!host.intl && isIntlPath(test.path)) return 'needs ECMA-402, which this engine does not have';
  return undefined;
}

function isIntlPath(path: string): boolean {
  return path.startsWith('intl402/') || path.startsWith('staging/intl402/');
}
