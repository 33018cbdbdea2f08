/** All parts, in the order in which they are shown. */
import { KERNEL } from './kernel.ts';
import { LANGUAGE } from './language.ts';
import { OTHERS } from './others.ts';
import type { Part, PartName } from './part.ts';
import { PIPELINE } from './pipeline.ts';
import { PROGRAMS } from './programs.ts';
import { STARTUP } from './startup.ts';

export const PARTS: Readonly<Record<PartName, Part>> = {
  kernel: KERNEL,
  pipeline: PIPELINE,
  programs: PROGRAMS,
  startup: STARTUP,
  others: OTHERS,
  language: LANGUAGE,
};
