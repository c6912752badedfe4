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
};

const saidForMs = 2_500;

export function CopyButton({ label, copiedLabel, copy, variant = 'quiet' }: CopyButtonProps) {
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
