/** Where the quick window's page begins: as `main.tsx`, with the one screen it has. Nothing here is kept beyond the page's life. */
import './parse-without-eval.ts';
import './announce-without-html.ts';
import './styles/install-styles.ts';
import { QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { AppFaults } from './app-faults.tsx';
import { startKeyAgent } from './hardware-key/key-agent.ts';
import { QuickScreen } from './screens/quick-copy/quick-screen.tsx';
import { followEvents } from './state/follow-events.ts';
import { keepFocus } from './state/keep-focus.ts';
import { makeQueryClient } from './state/query-client.ts';

const root = document.getElementById('root');
if (root === null) {
  throw new Error('quick-copy.html has no root');
}

const client = makeQueryClient();
followEvents(client);
startKeyAgent();
keepFocus(root);

createRoot(root).render(
  <StrictMode>
    <AppFaults>
      <QueryClientProvider client={client}>
        <QuickScreen />
      </QueryClientProvider>
    </AppFaults>
  </StrictMode>,
);
