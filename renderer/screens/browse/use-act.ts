/** Runs one act on items at a time and keeps why it failed, to be said beside what was pressed. */
import { useCallback, useState } from 'react';
import { wasCancelled } from '../../state/was-cancelled.ts';

export type Act = {
  readonly isRunning: boolean;
  readonly failure: unknown;
  /** True when it was done. */
  readonly run: (work: () => Promise<unknown>) => Promise<boolean>;
  readonly forget: () => void;
};

export function useAct(): Act {
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const run = useCallback(async (work: () => Promise<unknown>): Promise<boolean> => {
    setRunning(true);
    setFailure(null);
    try {
      await work();
      return true;
    } catch (error) {
      setFailure(wasCancelled(error) ? null : error);
      return false;
    } finally {
      setRunning(false);
    }
  }, []);
  const forget = useCallback(() => setFailure(null), []);
  return { isRunning, failure, run, forget };
}
