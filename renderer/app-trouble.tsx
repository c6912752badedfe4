/** The chosen vault file cannot even be read: what is so, and the ways on. Shown by `app.tsx` when `app.state` fails. */
import { RotateCw } from 'lucide-react';
import { Stage } from './app-stage.tsx';
import { Button } from './parts/button.tsx';
import { ChoiceTrouble, OtherVault, useVaultChoice } from './screens/unlock/other-vault.tsx';
import { appWords } from './text/app.ts';
import { sentenceFor } from './text/failures.ts';

export function AppTrouble({ failure, again, onCreate }: { readonly failure: unknown; readonly again: () => void; readonly onCreate: () => void }) {
  const choice = useVaultChoice();
  return (
    <Stage title={appWords.troubleTitle} sentence={<span role="alert">{sentenceFor(failure)}</span>}>
      <div className="stage__actions">
        <Button variant="solid" size="l" icon={RotateCw} autoFocus onPress={again}>
          {appWords.tryAgain}
        </Button>
        <OtherVault choice={choice} onCreate={onCreate} size="l" />
      </div>
      <ChoiceTrouble failure={choice.failure} />
    </Stage>
  );
}
