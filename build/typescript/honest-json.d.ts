/**
 * `JSON.parse` gives `unknown` in this repository, not `any`: whatever comes from a file, a socket or a column
 * is parsed with a schema before anybody relies on its shape.
 */
interface JSON {
  parse(text: string, reviver?: (this: unknown, key: string, value: unknown) => unknown): unknown;
}
