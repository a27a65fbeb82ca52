/**
 * Moves parts into pages, one after the other, and breaks those that may be broken where a page is full. What says
 * `data-keep-with-next` never ends a page.
 *
 * @param parts elements in reading order; they are moved
 * @param newPage adds a page and gives its body, whose height is fixed
 */
export function fillPages(parts: readonly HTMLElement[], newPage: () => HTMLElement): void {
  let body = newPage();
  for (const part of parts) {
    for (let rest: HTMLElement | undefined = part; rest; ) {
      rest = placePart(body, rest);
      if (rest) body = turnPage(body, newPage);
    }
  }
}

/** Puts a part at the end of a page; returns what is left of it for the next page. */
function placePart(body: HTMLElement, part: HTMLElement): HTMLElement | undefined {
  body.append(part);
  if (fits(body)) return undefined;
  const rest = breakPart(body, part);
  if (rest) return rest;
  if (isAlone(body, part)) return undefined;
  part.remove();
  return part;
}

/** The next page begins with what must not end this one. */
function turnPage(body: HTMLElement, newPage: () => HTMLElement): HTMLElement {
  const kept: Element[] = [];
  for (let last = body.lastElementChild; last && keepsWithNext(last); last = body.lastElementChild) {
    // A page of nothing but headings would turn for ever.
    if (last === body.firstElementChild) break;
    kept.unshift(last);
    last.remove();
  }
  const next = newPage();
  next.append(...kept);
  return next;
}

function keepsWithNext(element: Element): boolean {
  return element instanceof HTMLElement && element.dataset.keepWithNext !== undefined;
}

/** Only headings stand before it: it will not fit on any page. */
function isAlone(body: HTMLElement, part: HTMLElement): boolean {
  return [...body.children].every((child) => child === part || keepsWithNext(child));
}

function fits(body: HTMLElement): boolean {
  // Sizes in millimetres end between pixels.
  return body.scrollHeight <= body.clientHeight + 1;
}

/** Leaves of a part what fits; returns a part with the rest, or undefined when it cannot be broken here. */
function breakPart(body: HTMLElement, part: HTMLElement): HTMLElement | undefined {
  switch (part.dataset.break) {
    case 'rows':
      return breakRows(body, part);
    case 'children':
      return breakChildren(body, part);
    case 'words':
      return breakWords(body, part);
    default:
      return undefined;
  }
}

function breakRows(body: HTMLElement, table: HTMLElement): HTMLElement | undefined {
  const rows = table.querySelector('tbody');
  if (!rows) return undefined;
  const rest = table.cloneNode(true) as HTMLElement;
  rest.querySelector('caption')?.remove();
  const target = rest.querySelector('tbody');
  target?.replaceChildren();
  const moved = takeOver(body, rows, (row) => target?.prepend(row));
  // A head and a lone row at the foot of a page say little.
  const enough = rows.childElementCount >= 2 || isAlone(body, table);
  if (enough && rows.childElementCount > 0) return rest;
  rows.append(...moved);
  return undefined;
}

function breakChildren(body: HTMLElement, part: HTMLElement): HTMLElement | undefined {
  const rest = part.cloneNode(false) as HTMLElement;
  const moved = takeOver(body, part, (child) => rest.prepend(child));
  const first = moved[0];
  if (first?.dataset.break === 'words') {
    part.append(first);
    const words = breakWords(body, first);
    if (words) rest.prepend(words);
    else rest.prepend(first);
  }
  for (let last = part.lastElementChild; last && keepsWithNext(last); last = part.lastElementChild) {
    rest.prepend(last);
  }
  if (part.childElementCount > 0) return rest;
  part.append(...rest.children);
  return undefined;
}

/** Takes children away from the end until the page holds the others; returns them in order. */
function takeOver(
  body: HTMLElement,
  parent: Element,
  take: (child: HTMLElement) => void,
): readonly HTMLElement[] {
  const children = [...parent.children] as HTMLElement[];
  // Halving: a long table must not be measured once for every row.
  let low = 0;
  let high = children.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    parent.replaceChildren(...children.slice(0, middle));
    if (fits(body)) low = middle;
    else high = middle - 1;
  }
  parent.replaceChildren(...children.slice(0, low));
  const moved = children.slice(low);
  for (const child of moved.toReversed()) take(child);
  return moved;
}

function breakWords(body: HTMLElement, paragraph: HTMLElement): HTMLElement | undefined {
  const words = (paragraph.textContent ?? '').split(/(?<=\s)/);
  let low = 0;
  let high = words.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    paragraph.textContent = words.slice(0, middle).join('');
    if (fits(body)) low = middle;
    else high = middle - 1;
  }
  if (low === 0 || low === words.length) {
    paragraph.textContent = words.join('');
    return undefined;
  }
  const rest = paragraph.cloneNode(false) as HTMLElement;
  rest.textContent = words.slice(low).join('');
  paragraph.textContent = words.slice(0, low).join('');
  return rest;
}
