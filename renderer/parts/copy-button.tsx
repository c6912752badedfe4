/** A button that copies something that is no secret, and says for a moment that it did. */
import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

export type CopyButtonProps = {
  readonly label: string;
  readonly copiedLabel: string;
  /** Resolves when it is on the clipboard. */
  readonly copy: () => Promise<unknown>;
  readonly variant?: 'solid' | 'quiet' | 'plain';
  /** Where it takes the place of what was just pressed: the focus must not be lost with that. */
  readonly autoFocus?: boolean;
};

const saidForMs = 2_500;

export function CopyButton({ label, copiedLabel, copy, variant = 'quiet', autoFocus = false }: CopyButtonProps) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) {
      return undefined;
    }
    const timer = setTimeout(() => setCopied(false), saidForMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  return (
    <Button
      variant={variant}
      autoFocus={autoFocus}
      icon={isCopied ? Check : Copy}
      onPress={() => {
        copy().then(
          () => setCopied(true),
          () => setCopied(false),
        );
      }}
    >
      {isCopied ? copiedLabel : label}
    </Button>
  );
}
