import type { PaperDocument } from '#shared/documents/document.ts';
import { fillPages } from './fill-pages.ts';

/**
 * Breaks a document that stands in one piece into pages of paper, moving its parts.
 *
 * @param source holds the sections and the frame of a page
 * @param pages receives the pages
 * @param paper the document, for its languages
 * @returns how many pages there are
 * @throws Error when the frame is missing: a fault of the program
 */
export function layOut(source: HTMLElement, pages: HTMLElement, paper: PaperDocument): number {
  const frame = source.querySelector<HTMLElement>('#frame');
  if (!frame) throw new Error('The frame of a page is missing.');
  for (const section of source.querySelectorAll<HTMLElement>(':scope > section')) {
    const first = pages.childElementCount;
    const newPage = (): HTMLElement => addPage(pages, frame, section);
    fillPages([...section.children] as HTMLElement[], newPage);
    if (section.dataset.layout === 'flow') numberPages([...pages.children].slice(first), paper);
  }
  return pages.childElementCount;
}

/** Adds an empty page and gives its body. */
function addPage(pages: HTMLElement, frame: HTMLElement, section: HTMLElement): HTMLElement {
  const page = frame.cloneNode(true) as HTMLElement;
  page.removeAttribute('id');
  page.dataset.layout = section.dataset.layout ?? '';
  const left = page.querySelector('.foot-left');
  if (left) left.textContent = section.dataset.foot ?? '';
  if (section.dataset.layout === 'certificate') page.querySelector('.foot')?.remove();
  pages.append(page);
  const body = page.querySelector<HTMLElement>('.body');
  if (!body) throw new Error('The frame of a page has no body.');
  return body;
}

function numberPages(pages: readonly Element[], paper: PaperDocument): void {
  for (const [index, page] of pages.entries()) {
    const texts = page.querySelectorAll('[data-page-of] bdi');
    const { main, other } = paper.frame.pageOf;
    for (const [place, pattern] of [main, other ?? ''].entries()) {
      const text = texts[place];
      if (text)
        text.textContent = pattern
          .replace('{page}', String(index + 1))
          .replace('{pages}', String(pages.length));
    }
  }
}
