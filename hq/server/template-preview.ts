import type { Template } from '#shared/checklist/template.ts';
import { questionCode, rulesOf } from '#shared/checklist/template-of-form.ts';
import type { TemplatePreview } from '#shared/ipc/console-templates.ts';
import type { ProgramNode } from '#shared/xlsform/form-program.ts';

type Sections = TemplatePreview['sections'];

/**
 * @param template of a form
 * @returns its sections with everything in them, in all languages, as the console shows them before publishing
 */
export function previewSections({ sections, program }: Template): Sections {
  return sections.map(({ code, name, parts }) => {
    const own = program.form.children.find((node) => node.name === code)?.item;
    const label = own && own.kind !== 'question' ? own.label : { '': name.en };
    return {
      code,
      label,
      parts: parts.flatMap((part) => partViews(part, 0, program)),
    };
  });
}

function partViews(
  node: ProgramNode,
  depth: number,
  program: Template['program'],
): Sections[number]['parts'] {
  const { item } = node;
  if (!item) return [];
  const list = item.kind === 'question' ? program.lists.get(item.list ?? '') : undefined;
  return [
    {
      code: item.kind === 'question' ? questionCode(node, program) : item.name,
      type: item.kind === 'question' ? item.type : item.kind,
      depth,
      label: item.label,
      rules: rulesOf(item),
      choices: list?.choices.map(({ label }) => label) ?? [],
      restricted: item.kind === 'question' && item.field.restricted,
    },
    ...node.children.flatMap((child) => partViews(child, depth + 1, program)),
  ];
}
