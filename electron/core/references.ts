import { OutpostError } from '#shared/errors.ts';

/**
 * Puts earlier replies into a request: `{ "$ref": "name.path.to.value" }` stands for that part of the reply that was
 * kept under `name`; array places are written as numbers.
 *
 * @param value a request as the file has it
 * @param replies replies by name
 * @returns the request with every reference replaced
 * @throws OutpostError `invalid_request` when a name or a part of the path is unknown
 */
export function resolveReferences(value: unknown, replies: ReadonlyMap<string, unknown>): unknown {
  if (Array.isArray(value)) return value.map((item) => resolveReferences(item, replies));
  if (!isObject(value)) return value;
  const reference = value.$ref;
  if (typeof reference === 'string' && Object.keys(value).length === 1) return lookUp(reference, replies);
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [name, resolveReferences(item, replies)]),
  );
}

function lookUp(reference: string, replies: ReadonlyMap<string, unknown>): unknown {
  const [name = '', ...path] = reference.split('.');
  let found: unknown = replies.has(name) ? replies.get(name) : undefined;
  for (const part of path) {
    found = isObject(found) && Object.hasOwn(found, part) ? found[part] : undefined;
  }
  if (found === undefined) {
    throw new OutpostError('invalid_request', `Nothing is known as ${reference}.`, {
      details: { field: reference },
    });
  }
  return found;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
