/** The `WHERE` of a list, put together from the filters that were given. Values are always parameters. */
export class Conditions {
  readonly #parts: string[] = [];
  readonly #values: unknown[] = [];

  /** Adds a condition; `?` stands for the value. Without a value there is no condition. */
  add(sql: string, value: unknown): this {
    if (value === undefined) return this;
    this.#parts.push(sql.replaceAll('?', this.parameter(value)));
    return this;
  }

  /** Adds a condition without a value. */
  always(sql: string): this {
    this.#parts.push(sql);
    return this;
  }

  /** Every word of the text must occur in the expression, in any case and order. */
  words(expression: string, text: string | undefined): this {
    for (const word of text?.split(/\s+/).filter(Boolean) ?? []) {
      this.add(`${expression} ILIKE ?`, `%${word.replace(/[\\%_]/g, '\\$&')}%`);
    }
    return this;
  }

  /** Gives a value its parameter. */
  parameter(value: unknown): string {
    this.#values.push(value);
    return `$${this.#values.length}`;
  }

  get sql(): string {
    return this.#parts.length === 0 ? 'true' : this.#parts.map((part) => `(${part})`).join(' AND ');
  }

  get values(): unknown[] {
    return this.#values;
  }
}

/** A page of a list. */
export interface Page {
  readonly limit: number;
  readonly offset: number;
}

/** Filters that all lists of records know. */
export interface RecordFilter extends Page {
  readonly text?: string | undefined;
  readonly site?: string | undefined;
  readonly programme?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * @param en English name, null when the row it comes from has not arrived
 * @param ar Arabic name
 * @returns both, each standing in for the other
 */
export function bilingualOf(
  en: string | null,
  ar: string | null,
): { readonly en: string; readonly ar: string } {
  return { en: en ?? ar ?? '', ar: ar ?? en ?? '' };
}
