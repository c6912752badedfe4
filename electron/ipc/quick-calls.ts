/** Quick copy's list, and what the settings say of shortcut, tray and start at login. Copying is done by `field-calls.ts`, as everywhere. */
import type { Overview } from '../../shared/item.ts';
import { matchRanges, queryWords } from '../vault/search-text.ts';
import type { VaultSession } from '../vault/vault-types.ts';
import type { CallDeps } from './call-deps.ts';
import type { Handlers } from './answer-call.ts';
import { rowOf } from './search-calls.ts';

type Names = 'desktop.state' | 'desktop.setStartAtLogin' | 'desktop.recordShortcut' | 'quick.find' | 'quick.hide' | 'quick.openMain';

const mostRows = 50;
const mostRecent = 8;
const mostOnPage = 5;
/** A browser that does not answer keeps nobody waiting. */
const pagePatienceMs = 60;

function holdsAll(overview: Overview, words: readonly string[]): boolean {
  const places = [overview.title, overview.subtitle, ...overview.tags, ...overview.urls.map(({ url }) => url)];
  return words.every((word) => places.some((place) => matchRanges(place, [word]).length > 0));
}

/** Items by their ids that are there, not in the trash, and match. */
function among(session: VaultSession, ids: readonly string[], words: readonly string[], most: number): readonly Overview[] {
  const found: Overview[] = [];
  for (const id of ids) {
    if (found.length === most) {
      break;
    }
    const overview = session.holds(id) ? session.overview(id) : null;
    if (overview !== null && holdsAll(overview, words)) {
      found.push(overview);
    }
  }
  return found;
}

async function idsOnPage(port: CallDeps['matchesCurrentPage'], trouble: CallDeps['trouble']): Promise<readonly string[]> {
  if (port === undefined) {
    return [];
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<readonly string[]>((resolve) => {
    timer = setTimeout(() => resolve([]), pagePatienceMs);
  });
  try {
    return await Promise.race([port(), late]);
  } catch (error) {
    trouble('matches of the page', error);
    return [];
  } finally {
    clearTimeout(timer);
  }
}

export function makeQuickCalls(deps: Pick<CallDeps, 'desk' | 'recentUse' | 'quick' | 'background' | 'matchesCurrentPage' | 'trouble'>): Pick<Handlers, Names> {
  const { desk, recentUse, quick, background } = deps;
  return {
    'desktop.state': () => background.state(),
    'desktop.setStartAtLogin': async ({ on }) => {
      await background.setStartAtLogin(on);
      return background.state();
    },
    'desktop.recordShortcut': ({ recording }) => {
      background.recordShortcut(recording);
      return null;
    },

    'quick.find': async ({ text }) => {
      const session = desk.session();
      const words = queryWords(text);
      const pageIds = await idsOnPage(deps.matchesCurrentPage, deps.trouble);
      desk.requireStill(session);
      const onPage = among(session, pageIds, words, mostOnPage);
      const above = new Set(onPage.map(({ id }) => id));
      const recent = among(session, recentUse.of(session.vaultId).filter((id) => !above.has(id)), words, mostRecent);
      recent.forEach(({ id }) => above.add(id));
      // Without a word to rank by, what was changed last is nearest.
      const { total, overviews } = session.search({ text, scope: { in: 'all' }, sort: words.length === 0 ? 'updated' : 'relevance' }, 0, mostRows + above.size);
      const rest = overviews.filter(({ id }) => !above.has(id)).slice(0, mostRows);
      const rows = (from: readonly Overview[]) => from.map((overview) => rowOf(overview, words));
      return { onPage: rows(onPage), recent: rows(recent), rows: rows(rest), total };
    },
    'quick.hide': () => {
      quick.hide();
      return null;
    },
    'quick.openMain': () => {
      quick.openMain();
      return null;
    },
  };
}
