import { z } from 'zod';
import { bilingual, day } from './common.ts';

/** Largest workbook of a checklist that the console takes, in bytes. */
export const longestFormFile = 8 * 1024 * 1024;

/** A fault or a remark, by its place in the workbook. */
export const formRemark = z.object({
  sheet: z.string(),
  row: z.int(),
  column: z.string(),
  code: z.string(),
  /** An English sentence for the author: what is wrong, or what will happen. */
  message: z.string(),
});
export type FormRemark = z.infer<typeof formRemark>;

const formText = z.record(z.string(), z.string());

/** A version of a checklist, as headquarters sends it to laptops. */
export const templateRow = z.object({
  code: z.string(),
  version: z.int(),
  title: bilingual,
  publishedOn: day.nullable(),
  questions: z.int(),
  /** How many inspections have been begun with it. */
  inspections: z.int(),
  /** It was published from a form, which can be saved again. */
  hasForm: z.boolean(),
});
export type TemplateRow = z.infer<typeof templateRow>;

/** What a workbook would become. */
export const templatePreview = z.object({
  /** It can be published. */
  ok: z.boolean(),
  code: z.string(),
  title: z.string(),
  /** The version that it would be published as. */
  nextVersion: z.int(),
  languages: z.array(z.object({ name: z.string(), direction: z.enum(['ltr', 'rtl']) })),
  questions: z.int(),
  sections: z.array(
    z.object({
      code: z.string(),
      label: formText,
      parts: z.array(
        z.object({
          code: z.string(),
          type: z.string(),
          /** How deep it stands within groups and repeats. */
          depth: z.int(),
          label: formText,
          /** Formulas by column. */
          rules: z.record(z.string(), z.string()),
          choices: z.array(formText),
          restricted: z.boolean(),
        }),
      ),
    }),
  ),
  errors: z.array(formRemark),
  warnings: z.array(formRemark),
});
export type TemplatePreview = z.infer<typeof templatePreview>;

/** A workbook with its name, without which nobody would know it again. */
export const uploadedForm = z.object({
  file: z.base64().max(Math.ceil(longestFormFile / 3) * 4),
  fileName: z.string().min(1).max(200),
});
