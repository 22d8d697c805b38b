import { hasGrant } from '#domain/access.ts';
import type { Case } from '#domain/case.ts';
import type { MyNetwork } from '../../api.ts';
import { todayIs } from '../../days.ts';
import type { OpenCase } from './part.ts';

/**
 * Whether somebody takes part in this case, by the door's own rule. A coordinator reads every file of the network,
 * but writes in it and reads its history only with a grant.
 */
export const takesPartIn = (view: OpenCase, mine: MyNetwork): boolean =>
  view.directs ||
  // The rule looks at the grants only; those are in the view as they are in the case.
  hasGrant(
    view as unknown as Case,
    { kind: 'person', network: view.network, language: 'nl', by: 'tab', ...mine },
    todayIs(),
  );
