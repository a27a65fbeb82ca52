import { buildTemplate } from './build-template.ts';
import type { Template, TemplateRows } from './template.ts';

const kept = 12;

/** Templates by what their rows say: the same rows give the same template, and whatever else the rows say another one. */
export class BuiltTemplates {
  readonly #byContent = new Map<string, Template>();

  /**
   * @param rows of a template
   * @returns the template
   * @throws OutpostError as `buildTemplate`
   */
  of(rows: TemplateRows): Template {
    const content = contentOf(rows);
    const template = this.#byContent.get(content) ?? buildTemplate(rows);
    // The one that was used last is the last to go.
    this.#byContent.delete(content);
    this.#byContent.set(content, template);
    if (this.#byContent.size > kept) {
      const [oldest] = this.#byContent.keys();
      if (oldest !== undefined) this.#byContent.delete(oldest);
    }
    return template;
  }
}

/** A template with a form is its form; the rows beside it are for queries. */
function contentOf({ template, sections, questions, pieces = [] }: TemplateRows): string {
  const own = JSON.stringify(template);
  if (template.format !== null) return `${own}${pieces.join('')}`;
  return `${own}${JSON.stringify([sections, questions])}`;
}
