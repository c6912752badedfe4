/** Catches what a screen throws: a sentence and a way on, never a stack trace. Wraps the whole app in `main.tsx`. */
import { Component, type ReactNode } from 'react';
import { Stage } from './app-stage.tsx';
import { Button } from './parts/button.tsx';
import { appWords } from './text/app.ts';

type Props = { readonly children: ReactNode };

/** A class, because React has no other way to catch what rendering throws. */
export class AppFaults extends Component<Props, { readonly failed: boolean }> {
  override state = { failed: false };

  static getDerivedStateFromError(): { failed: boolean } {
    // SECURITY: the error's text is not kept: it could hold what was on the screen.
    return { failed: true };
  }

  override render(): ReactNode {
    if (!this.state.failed) {
      return this.props.children;
    }
    return (
      <Stage title={appWords.faultTitle} sentence={appWords.fault}>
        <Button variant="solid" size="l" autoFocus onPress={() => window.location.reload()}>
          {appWords.reload}
        </Button>
      </Stage>
    );
  }
}
