import type { ReactNode } from 'react';
import type { FlowSection, PaperDocument } from '#shared/documents/document.ts';
import { BlockView } from './block-view.tsx';
import { Certificate } from './certificate.tsx';
import { inPlaces } from './in-places.ts';
import { LanguagesProvider, WordsView } from './words-view.tsx';

/** The whole document in one piece; `layOut` breaks it into pages. */
export function SourceDocument({ paper }: { readonly paper: PaperDocument }): ReactNode {
  return (
    <LanguagesProvider language={paper.language}>
      {inPlaces(paper.sections).map(({ part: section, place }) => (
        <section key={place} data-layout={section.layout} data-foot={footOf(section)}>
          {section.layout === 'certificate' ? (
            <Certificate certificate={section} />
          ) : (
            <FlowSource section={section} />
          )}
        </section>
      ))}
      <Frame paper={paper} />
    </LanguagesProvider>
  );
}

function footOf(section: PaperDocument['sections'][number]): string | undefined {
  return section.layout === 'flow' ? section.foot : undefined;
}

function FlowSource({ section }: { readonly section: FlowSection }): ReactNode {
  return (
    <>
      <header className="title" data-keep-with-next="">
        <h1>
          <WordsView words={section.title} />
        </h1>
        {section.lines.map((line) => (
          <p key={line.main}>
            <WordsView words={line} />
          </p>
        ))}
      </header>
      {inPlaces(section.blocks).map(({ part: block, place }) => (
        <BlockView key={place} block={block} />
      ))}
    </>
  );
}

/** What is repeated on every page: `layOut` copies it. */
function Frame({ paper }: { readonly paper: PaperDocument }): ReactNode {
  const { classification, pageOf, made } = paper.frame;
  return (
    <article className="page" id="frame">
      <div className="band">
        <WordsView words={classification} />
      </div>
      <div className="body" />
      <footer>
        <div className="foot">
          <span>
            <bdi className="foot-left" />
          </span>
          <span className="foot-page" data-page-of="">
            <WordsView words={pageOf} />
          </span>
          <span className="foot-right">
            <bdi>{made}</bdi>
          </span>
        </div>
        <div className="band">
          <WordsView words={classification} />
        </div>
      </footer>
    </article>
  );
}
