/** The generator as a face of its own, opened from the sidebar. */
import { generatorWords as words } from '../../text/generator.ts';
import { GeneratorPanel } from './generator-panel.tsx';
import './generator.css';

export function GeneratorScreen() {
  return (
    <section className="generator-screen" aria-label={words.title}>
      <div className="generator-screen__column">
        <header>
          <h1>{words.title}</h1>
          <p className="soft">{words.subtitle}</p>
        </header>
        <GeneratorPanel />
      </div>
    </section>
  );
}
