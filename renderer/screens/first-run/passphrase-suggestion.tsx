/** Six words at random, to take or to replace. What is shown is forgotten when it is used or the form goes. */
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import { defaultWordRecipe } from '../../../shared/password.ts';
import { ask } from '../../client/client.ts';
import { Button } from '../../parts/button.tsx';
import { SecretText } from '../../parts/secret-text.tsx';
import { sentenceFor } from '../../text/failures.ts';
import { firstRunWords } from '../../text/first-run.ts';

export function PassphraseSuggestion({ onUse }: { readonly onUse: (passphrase: string) => void }) {
  const [suggestion, setSuggestion] = useState<string | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  const suggest = (): void => {
    ask('password.generate', { recipe: { ...defaultWordRecipe, words: 6 } }).then(({ value }) => setSuggestion(value), setFailure);
  };
  if (suggestion === null) {
    return (
      <div className="suggestion-ask">
        <Button variant="plain" className="link-button" icon={RefreshCw} onPress={suggest}>
          {firstRunWords.suggest}
        </Button>
        {failure === null ? null : <p className="unlock__error">{sentenceFor(failure)}</p>}
      </div>
    );
  }
  return (
    <div className="suggestion">
      <SecretText value={suggestion} size="l" />
      <p className="small soft">{firstRunWords.suggestion}</p>
      <div className="suggestion__actions">
        <Button
          autoFocus
          onPress={() => {
            onUse(suggestion);
          }}
        >
          {firstRunWords.use}
        </Button>
        <Button variant="plain" icon={RefreshCw} onPress={suggest}>
          {firstRunWords.another}
        </Button>
        <Button variant="plain" onPress={() => setSuggestion(null)}>
          {firstRunWords.noSuggestion}
        </Button>
      </div>
    </div>
  );
}
