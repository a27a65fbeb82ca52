import { expect, test } from 'vitest';
import { z } from 'zod';
import type { Field } from './field.ts';
import { schemaVersion, tableList } from './registry.ts';
import { groupOf, type Table } from './table.ts';

const introduction = `# The registry

Every table and field that devices and headquarters exchange, with its number: version ${schemaVersion}. It is made from
\`shared/domain/registry.ts\` and its tables; after a change there, make it again:

\`\`\`
npm run test:unit -- shared/domain/registry-document.test.ts -u
\`\`\`

How the numbers travel is in [sync-protocol.md](sync-protocol.md). Every table also has field 0, \`deleted\`: 1 once the
row was deleted. The fields of one group change, travel and conflict together; a group is named by its lowest field
number, and a field without a group is its own. What a kind may hold is in \`shared/domain/field.ts\`. Lengths are in
UTF-16 units. *Personal* fields must not leave in exports unless a person with the right asks for them.
`;

const limits = z.object({
  enum: z.array(z.union([z.string(), z.null()])).optional(),
  maxLength: z.number().optional(),
  anyOf: z
    .array(z.object({ enum: z.array(z.string()).optional(), maxLength: z.number().optional() }))
    .optional(),
});

/** What a field may hold besides what its kind says. */
function valuesOf({ kind, schema }: Field): string {
  const found = limits.parse(z.toJSONSchema(schema));
  const [inner] = found.anyOf ?? [found];
  if (kind === 'code' && inner?.enum) return inner.enum.map((code) => `\`${code}\``).join(' ');
  const length = inner?.maxLength;
  return ['text', 'note', 'set'].includes(kind) && length ? `to ${length}` : '';
}

function fieldLine(table: Table, name: string, field: Field): string {
  const grouped = field.group === undefined ? '' : `${field.group} (${groupOf(table, field.id)})`;
  const cells = [
    String(field.id),
    table.key.includes(name) ? `**${name}**` : name,
    field.nullable ? `${field.kind}?` : field.kind,
    valuesOf(field),
    grouped,
    field.ref ?? '',
    field.personal ? 'personal' : '',
  ];
  return `| ${cells.join(' | ')} |`.replaceAll('  ', ' ');
}

function tableSection(table: Table): string {
  const lines = Object.entries(table.fields).map(([name, field]) => fieldLine(table, name, field));
  const readers = table.scope === 'all' ? 'everybody' : 'devices granted its `site`';
  return `## ${table.id} ${table.name}

Key: ${table.key.map((name) => `\`${name}\``).join(', ')}. Seen by: ${readers}.

| no. | field | kind | values | group | names a row of | |
|---|---|---|---|---|---|---|
${lines.join('\n')}
`;
}

test('docs/registry.md lists every table and field as it is carried', async () => {
  const text = [introduction, ...tableList.map(tableSection)].join('\n');
  await expect(text).toMatchFileSnapshot('../../docs/registry.md');
});
