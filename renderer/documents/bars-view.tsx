import type { ReactNode } from 'react';
import type { BarsBlock } from '#shared/documents/block.ts';
import { inPlaces } from './in-places.ts';
import { WordsView } from './words-view.tsx';

/** Bars that begin where the language begins; every bar has its value in words beside it. */
export function BarsView({ block }: { readonly block: BarsBlock }): ReactNode {
  const share = (value: number): number => Math.min(100, Math.max(0, (value / block.most) * 100));
  return (
    <figure className="bars" data-break="children">
      <figcaption data-keep-with-next="">
        <WordsView words={block.title} />
        {block.line === null ? null : (
          <span className="legend">
            <WordsView words={block.line.label} />
          </span>
        )}
      </figcaption>
      {inPlaces(block.bars).map(({ part: bar, place }) => (
        <div key={place} className="bar">
          <span className="bar-label">
            <bdi>{bar.label}</bdi>
          </span>
          <svg className="bar-track" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
            <rect className="bar-ground" width="100" height="10" />
            {bar.value === null ? null : (
              <rect className="bar-value" data-tone={bar.tone} width={share(bar.value)} height="10" />
            )}
            {block.line === null ? null : (
              <line
                className="bar-line"
                x1={share(block.line.at)}
                x2={share(block.line.at)}
                y1="-2"
                y2="12"
              />
            )}
          </svg>
          <span className="bar-text">
            <bdi>{bar.text}</bdi>
          </span>
        </div>
      ))}
    </figure>
  );
}
