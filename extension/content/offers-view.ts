/** From the background's answer to what the chooser says. */
import { assertNever } from '../../shared/failure.ts';
import type { FormPurpose, Offer, OffersAnswer } from '../messages/content-messages.ts';
import { chooserWords } from '../words/chooser-words.ts';
import { offersView, sentenceView, type View } from './chooser-view.ts';

interface Acts {
  readonly choose: (offer: Offer) => void;
  readonly agree: (about: 'frame' | 'form') => void;
  readonly unlock: () => void;
}

function nothingFor(purpose: FormPurpose, site: string): string {
  return purpose === 'card' || purpose === 'identity' || purpose === 'code' ? chooserWords.nothingOfKind[purpose] : chooserWords.nothing(site);
}

export function viewOfOffers(answer: OffersAnswer, purpose: FormPurpose, acts: Acts): View {
  switch (answer.state) {
    case 'open':
      return answer.offers.length === 0 ? sentenceView(nothingFor(purpose, answer.site)) : offersView(answer.offers, answer.total, acts.choose);
    case 'locked':
      return sentenceView(chooserWords.locked, { label: chooserWords.unlock, act: acts.unlock });
    case 'no-vault':
      return sentenceView(chooserWords.noVault, { label: chooserWords.unlock, act: acts.unlock });
    case 'question':
      return sentenceView(chooserWords.question(answer), { label: chooserWords.agree, act: () => acts.agree(answer.about) });
    case 'refused':
      return sentenceView(chooserWords.failed(answer.failure));
    case 'absent':
      return sentenceView(chooserWords.failed('absent'));
    default:
      return assertNever(answer);
  }
}
