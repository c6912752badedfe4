/** Passing remarks at the foot of the window. Never for errors that belong beside their cause, never with a secret. */
import { X } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { partWords } from '../text/parts.ts';
import { Button } from './button.tsx';
import { IconButton } from './icon-button.tsx';
import './toast-region.css';

export type Toast = {
  readonly text: string;
  readonly tone?: 'plain' | 'bad';
  readonly action?: { readonly label: string; readonly onPress: () => void };
};
type StandingToast = Toast & { readonly key: number };

const lastsMilliseconds = 6000;
let nextKey = 1;
let standing: readonly StandingToast[] = [];
const listeners = new Set<() => void>();

function put(toasts: readonly StandingToast[]): void {
  standing = toasts;
  for (const listener of listeners) {
    listener();
  }
}

function dismiss(key: number): void {
  put(standing.filter((toast) => toast.key !== key));
}

/** Shows a remark for six seconds; one that went wrong stays until it is dismissed. */
export function showToast(toast: Toast): void {
  const key = nextKey;
  nextKey += 1;
  put([...standing.slice(-2), { ...toast, key }]);
  if (toast.tone !== 'bad') {
    setTimeout(() => dismiss(key), lastsMilliseconds);
  }
}

/** For when the place they speak of is left: another screen stands in the window. */
export function clearToasts(): void {
  put([]);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function ToastRegion() {
  const toasts = useSyncExternalStore(subscribe, () => standing);
  return (
    <div className="toasts" role="region" aria-label={partWords.notices} aria-live="polite">
      {toasts.map((toast) => (
        <div key={toast.key} className={`toast toast--${toast.tone ?? 'plain'}`}>
          <span className="toast__words">{toast.text}</span>
          {toast.action ? (
            <Button
              variant="plain"
              onPress={() => {
                toast.action?.onPress();
                dismiss(toast.key);
              }}
            >
              {toast.action.label}
            </Button>
          ) : null}
          <IconButton icon={X} label={partWords.dismiss} size="s" onPress={() => dismiss(toast.key)} />
        </div>
      ))}
    </div>
  );
}
