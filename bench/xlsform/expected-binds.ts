/** What a published XForm says of one place: its formulas as XPath. */
export interface ExpectedBind {
  /** Names from the form down, without the form's own. */
  readonly path: string;
  readonly formulas: Readonly<Record<string, string>>;
}

/** The attributes of a bind, and the columns of an XLSForm that they come from. */
const columns: Readonly<Record<string, string>> = {
  relevant: 'relevant',
  constraint: 'constraint',
  calculate: 'calculation',
};

/**
 * Reads the binds of an XForm.
 *
 * @param xml of the XForm
 * @returns those that carry formulas
 */
export function expectedBinds(xml: string): readonly ExpectedBind[] {
  return Array.from(xml.matchAll(/<bind\s([^>]*?)\/?>/g), ([, attributes = '']): ExpectedBind => {
    const found = new Map(
      Array.from(attributes.matchAll(/([\w:-]+)="([^"]*)"/g), ([, name = '', value = '']) => [
        name,
        plain(value),
      ]),
    );
    const formulas = Object.entries(columns).flatMap(([attribute, column]) => {
      const text = found.get(attribute);
      return text === undefined ? [] : [[column, text] as const];
    });
    const path = (found.get('nodeset') ?? '').split('/').slice(2).join('/');
    return { path, formulas: Object.fromEntries(formulas) };
  }).filter(({ formulas }) => Object.keys(formulas).length > 0);
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}
