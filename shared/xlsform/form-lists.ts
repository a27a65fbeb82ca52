import type { FormChoice, FormText } from './form.ts';
import type { Place } from './form-places.ts';
import type { FormProgram } from './form-program.ts';
import type { Value } from './formula-values.ts';

/** The lists of a form as places: `instance('list')/root/item[…]/column`. Made when they are first asked for. */
export class ListPlaces {
  readonly #program: FormProgram;
  readonly #language: string;
  readonly #lists = new Map<string, Place>();

  /**
   * @param program of a form
   * @param language name of the language in which labels are wanted
   */
  constructor(program: FormProgram, language: string) {
    this.#program = program;
    this.#language = language;
  }

  /**
   * @param name of a list
   * @returns its place; undefined when the form has no such list
   */
  list(name: string): Place | undefined {
    const known = this.#lists.get(name);
    if (known) return known;
    const choices = this.#program.lists.get(name)?.choices;
    if (!choices) return undefined;
    const list = new Branch(name, undefined, (own) => [
      new Branch('root', own, (root) => choices.map((choice) => this.#item(choice, root))),
    ]);
    this.#lists.set(name, list);
    return list;
  }

  /**
   * @param list name of a list
   * @param name of a choice
   * @returns its label in the language in use; undefined when there is no such choice
   */
  label(list: string, name: string): string | undefined {
    const choice = this.#program.lists.get(list)?.choices.find((candidate) => candidate.name === name);
    return choice && this.#text(choice.label, name);
  }

  #item({ name, label, columns }: FormChoice, root: Place): Place {
    const values = { ...columns, name, label: this.#text(label, name) };
    return new Branch('item', root, (own) =>
      Object.entries(values).map(([column, value]) => new Branch(column, own, () => [], value)),
    );
  }

  #text(text: FormText, fallback: string): string {
    return (
      text[this.#language] ?? text[this.#program.source.defaultLanguage] ?? Object.values(text)[0] ?? fallback
    );
  }
}

class Branch implements Place {
  readonly node = undefined;
  readonly name: string;
  readonly parent: Place | undefined;
  readonly #value: Value;
  readonly #make: (own: Place) => readonly Place[];
  #children: readonly Place[] | undefined;

  constructor(
    name: string,
    parent: Place | undefined,
    make: (own: Place) => readonly Place[],
    value: Value = '',
  ) {
    this.name = name;
    this.parent = parent;
    this.#make = make;
    this.#value = value;
  }

  childrenNamed(name: string): readonly Place[] {
    this.#children ??= this.#make(this);
    return name === '*' ? this.#children : this.#children.filter((child) => child.name === name);
  }

  value(): Value {
    return this.#value;
  }
}
