/** Rows as the clipboard gives them. */
export interface PastedRows {
  /** As a page; empty when there is none. */
  readonly html: string;
  readonly text: string;
}

/**
 * @param clipboard what was pasted
 * @returns its rows both ways; undefined when there is no text in it, as with a picture
 */
export function readClipboard(clipboard: DataTransfer | null): PastedRows | undefined {
  const html = clipboard?.getData('text/html') ?? '';
  const text = clipboard?.getData('text/plain') ?? '';
  return html.trim() === '' && text.trim() === '' ? undefined : { html, text };
}
