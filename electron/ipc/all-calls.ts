/** Joins the groups of calls into the one table the gate answers from; a call without a handler does not compile here. */
import { makeBackupCalls } from './backup-calls.ts';
import { makeAppCalls } from './app-calls.ts';
import { makeAttachmentCalls } from './attachment-calls.ts';
import { makeBrowserCalls } from './browser-calls.ts';
import type { CallDeps } from './call-deps.ts';
import { makeCopyCalls } from './copy-calls.ts';
import { makeFieldCalls } from './field-calls.ts';
import type { Handlers } from './answer-call.ts';
import { makeFollowDerivation } from './follow-derivation.ts';
import { makeImportCalls } from './import-calls.ts';
import { makeItemCalls } from './item-calls.ts';
import { makeKeyCalls } from './key-calls.ts';
import { makePasswordCalls } from './password-calls.ts';
import { makeQuickCalls } from './quick-calls.ts';
import { makeSearchCalls } from './search-calls.ts';
import { makeShareCalls } from './share-calls.ts';
import { makeSlotCalls } from './slot-calls.ts';
import { makeUnlockCalls } from './unlock-calls.ts';

export function makeHandlers(deps: CallDeps): Handlers {
  const follow = makeFollowDerivation(() => performance.now());
  return {
    ...makeAppCalls(deps),
    ...makeUnlockCalls(deps, follow),
    ...makeKeyCalls(deps),
    ...makeSlotCalls(deps, follow),
    ...makeBackupCalls(deps, follow),
    ...makeSearchCalls(deps),
    ...makeItemCalls(deps),
    ...makeFieldCalls(deps),
    ...makeAttachmentCalls(deps),
    ...makePasswordCalls(deps),
    ...makeImportCalls(deps),
    ...makeShareCalls(deps),
    ...makeCopyCalls(deps, follow),
    ...makeBrowserCalls(deps),
    ...makeQuickCalls(deps),
  };
}
