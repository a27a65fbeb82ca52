import type { ReactNode } from 'react';
import type { Block } from '#shared/documents/block.ts';
import { BarsView } from './bars-view.tsx';
import { inPlaces } from './in-places.ts';
import { TableView } from './table-view.tsx';
import { WordsView } from './words-view.tsx';

/** One part of a document. What may be broken between pages says so by its class. */
export function BlockView({ block }: { readonly block: Block }): ReactNode {
  switch (block.kind) {
    case 'heading':
      return (
        <h2 data-keep-with-next="">
          <WordsView words={block.text} />
        </h2>
      );
    case 'facts':
      return <Facts items={block.items} />;
    case 'figures':
      return <Figures items={block.items} />;
    case 'prose':
      return <Prose text={block.text} />;
    case 'note':
      return (
        <p className="note stack">
          <WordsView words={block.text} />
        </p>
      );
    case 'table':
      return <TableView table={block} />;
    case 'bars':
      return <BarsView block={block} />;
    case 'photos':
      return <Photos items={block.items} />;
    case 'signatures':
      return <Signatures items={block.items} />;
  }
}

type Items<K extends Block['kind']> = Extract<Block, { kind: K; items: unknown }>['items'];

function Facts({ items }: { readonly items: Items<'facts'> }): ReactNode {
  return (
    <dl className="facts">
      {items.map(({ label, value }) => (
        <div key={label.main}>
          <dt>
            <WordsView words={label} />
          </dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Figures({ items }: { readonly items: Items<'figures'> }): ReactNode {
  return (
    <dl className="figures">
      {items.map(({ label, value, hint }) => (
        <div key={label.main}>
          <dt>
            <WordsView words={label} />
          </dt>
          <dd>
            <span className="figure">
              <bdi>{value}</bdi>
            </span>
            <span className="hint">
              <bdi>{hint}</bdi>
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Paragraph by paragraph, so that a page may end between two of them; a long one is broken between words. */
function Prose({ text }: { readonly text: string }): ReactNode {
  const paragraphs = text
    .split('\n')
    .map((paragraph) => paragraph.trimEnd())
    .filter((paragraph) => paragraph !== '');
  return (
    <div className="prose" data-break="children">
      {inPlaces(paragraphs).map(({ part: paragraph, place }) => (
        <p key={place} dir="auto" data-break="words">
          {paragraph}
        </p>
      ))}
    </div>
  );
}

function Photos({ items }: { readonly items: Items<'photos'> }): ReactNode {
  return (
    <div className="photos" data-break="children">
      {inPlaces(items).map(({ part: { picture, caption }, place }) => (
        <figure key={place}>
          <img src={picture} alt={caption} />
          <figcaption>
            <bdi>{caption}</bdi>
          </figcaption>
        </figure>
      ))}
    </div>
  );
}

function Signatures({ items }: { readonly items: Items<'signatures'> }): ReactNode {
  return (
    <div className="signatures">
      {items.map((words) => (
        <div key={words.main} className="stack">
          <WordsView words={words} />
        </div>
      ))}
    </div>
  );
}
