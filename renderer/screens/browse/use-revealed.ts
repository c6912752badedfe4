/**
 * A concealed value while it is shown. Fetched when asked for, dropped on hide, after a while, when the window loses the focus (if the
 * settings say so), and with the component.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import { ask } from '../../client/client.ts';
import { useSettings } from '../../state/use-settings.ts';
import { wasCancelled } from '../../state/was-cancelled.ts';

const shownForMs = 30_000;

export type Revealed = {
  readonly value: string | null;
  readonly failure: unknown;
  readonly reveal: () => void;
  readonly hide: () => void;
};

export function useRevealed(itemId: string, versionId: string, fieldId: string): Revealed {
  const [value, setValue] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const { settings } = useSettings();
  const wanted = useRef(0);

  const hide = useCallback(() => {
    wanted.current += 1;
    setValue(null);
  }, []);
  const reveal = useCallback(() => {
    wanted.current += 1;
    const round = wanted.current;
    setFailure(null);
    ask('field.reveal', { itemId, versionId, fieldId }).then(
      ({ value: given }) => {
        // Hidden again, or another item, before the answer came: it is not wanted any more.
        if (wanted.current === round) {
          setValue(given);
        }
      },
      (error: unknown) => {
        if (wanted.current === round) {
          setFailure(wasCancelled(error) ? null : error);
        }
      },
    );
  }, [itemId, versionId, fieldId]);

  useEffect(() => {
    setFailure(null);
    return hide;
  }, [itemId, versionId, fieldId, hide]);
  useEffect(() => {
    if (value === null) {
      return undefined;
    }
    const timer = setTimeout(hide, shownForMs);
    if (settings.hideWhenUnfocused) {
      window.addEventListener('blur', hide);
    }
    return () => {
      clearTimeout(timer);
      window.removeEventListener('blur', hide);
    };
  }, [value, hide, settings.hideWhenUnfocused]);

  return { value, failure, reveal, hide };
}
