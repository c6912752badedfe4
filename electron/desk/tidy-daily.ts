/**
 * What is done when a vault that can be written was opened, and once a day while it stays open: purges what has outlived its retention,
 * then whatever else is daily (backups). Called by `vault-desk.ts`; failures are told and stop nobody.
 */
import type { VaultSession } from '../vault/vault-types.ts';

const dayMilliseconds = 86_400_000;

export type DailyTidying = { begin(session: VaultSession): void; end(): void };

export function makeDailyTidying(deps: {
  readonly trouble: (where: string, error: unknown) => void;
  readonly purged: () => void;
  readonly daily?: (session: VaultSession) => void;
}): DailyTidying {
  let timer: NodeJS.Timeout | undefined;

  function tidy(session: VaultSession): void {
    void session
      .purgeExpired()
      .then(deps.purged, (error: unknown) => deps.trouble('purge', error))
      .then(() => deps.daily?.(session));
  }

  return {
    begin(session) {
      if (session.writable) {
        tidy(session);
        timer = setInterval(() => tidy(session), dayMilliseconds);
      }
    },
    end: () => clearInterval(timer),
  };
}
