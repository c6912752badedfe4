/** Covers the window while another program has the focus, where the settings say so. Only the picture: nothing is locked. */
import { Key } from 'lucide-react';
import { useEffect, useState } from 'react';
import { appWords } from './text/app.ts';
import './app-cover.css';

function useWindowFocus(): boolean {
  const [focused, setFocused] = useState(() => document.hasFocus());
  useEffect(() => {
    const check = (): void => setFocused(document.hasFocus());
    window.addEventListener('focus', check);
    window.addEventListener('blur', check);
    return () => {
      window.removeEventListener('focus', check);
      window.removeEventListener('blur', check);
    };
  }, []);
  return focused;
}

export function AppCover({ active }: { readonly active: boolean }) {
  const focused = useWindowFocus();
  return active && !focused ? (
    <div className="cover" role="status">
      <Key size={30} strokeWidth={1.7} aria-hidden />
      <p>{appWords.covered}</p>
    </div>
  ) : null;
}
