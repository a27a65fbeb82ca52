import '../app/zod-without-eval.ts';
import './fonts.ts';
import './document.css';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { paperDocument } from '#shared/documents/document.ts';
import { directionOf, localeOf } from '#shared/i18n/translate.ts';
import { layOut } from './lay-out.ts';
import { SourceDocument } from './source-document.tsx';

declare global {
  interface Window {
    /** Resolves with the number of pages once they stand as they will be printed; rejects when they cannot. */
    outpostPages?: Promise<number>;
  }
}

window.outpostPages = show();

async function show(): Promise<number> {
  const source = document.getElementById('source');
  const pages = document.getElementById('pages');
  if (!source || !pages) throw new Error('The page of documents is incomplete.');
  const reply = await fetch('./document.json');
  const paper = paperDocument.parse(await reply.json());
  document.documentElement.lang = localeOf(paper.language).slice(0, 5);
  document.documentElement.dir = directionOf(paper.language);
  document.body.dataset.orientation = paper.orientation;
  document.title = paper.title;
  flushSync(() => createRoot(source).render(<SourceDocument paper={paper} />));
  await everythingLoaded(source);
  const count = layOut(source, pages, paper);
  source.hidden = true;
  return count;
}

/** Measures are right only with the real letters and pictures. */
async function everythingLoaded(source: HTMLElement): Promise<void> {
  // Asking for the layout makes the browser ask for the fonts.
  source.getBoundingClientRect();
  await document.fonts.ready;
  await Promise.all([...source.querySelectorAll('img')].map((picture) => picture.decode()));
}
