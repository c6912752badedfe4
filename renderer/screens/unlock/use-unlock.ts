/** What the unlock screen does: asks the main process to open the vault, once with a touch and a derivation, and says why not. */
import { useRef } from 'react';
import { ask } from '../../client/client.ts';
import { useJob, type JobProgress } from '../../state/use-job.ts';
import { useTakeAppState } from '../../state/use-app-state.ts';
import { codeOf } from '../../text/failures.ts';
import { takesKey, takesPassphrase, type Way } from './ways.ts';

export type Presented = { readonly way: Way; readonly passphrase: string; readonly words: readonly string[] };

export type Unlock = {
  readonly running: boolean;
  readonly progress: JobProgress | null;
  readonly failure: unknown;
  /** The file is older than the one last seen here: the person decides. */
  readonly rolledBack: boolean;
  readonly open: (presented: Presented, options?: { readonly acceptRollback?: boolean }) => Promise<void>;
  /** Ends the ceremony under way and begins it anew, for another key. */
  readonly askAgain: () => void;
  readonly cancel: () => void;
  readonly forgetFailure: () => void;
};

export function useUnlock(): Unlock {
  const job = useJob();
  const takeState = useTakeAppState();
  const anew = useRef(false);

  const open: Unlock['open'] = async ({ way, passphrase, words }, { acceptRollback = false } = {}) => {
    do {
      anew.current = false;
      const state = await job.run((jobId) =>
        ask('unlock.open', {
          jobId,
          passphrase: takesPassphrase(way) ? passphrase : null,
          useKey: takesKey(way),
          recoveryWords: way === 'recovery' ? words.join(' ') : null,
          acceptRollback,
        }),
      );
      if (state !== null) {
        takeState(state);
        return;
      }
    } while (anew.current);
  };

  return {
    running: job.running,
    progress: job.progress,
    failure: job.failure,
    rolledBack: job.failure !== null && codeOf(job.failure) === 'vault.rolled-back',
    open,
    askAgain: () => {
      anew.current = true;
      job.cancel();
    },
    cancel: job.cancel,
    forgetFailure: job.forgetFailure,
  };
}
