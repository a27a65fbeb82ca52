import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Language, languages } from '#shared/domain/vocabularies.ts';

/** What is known before anybody unlocks: nothing but the language of the screens. */
const laptopSettings = z.object({ language: z.enum(languages) });

/** The settings that lie beside the vaults, unencrypted. */
export interface LaptopSettings {
  readonly language: Language;
  setLanguage(language: Language): void;
}

/**
 * @param vaultsDir absolute folder of the vaults
 * @param usual language until somebody chose one
 * @returns the settings as they were left
 */
export function openLaptopSettings(vaultsDir: string, usual: Language): LaptopSettings {
  const file = path.join(vaultsDir, 'settings.json');
  let language = readLanguage(file) ?? usual;
  return {
    get language() {
      return language;
    },
    setLanguage(next) {
      mkdirSync(vaultsDir, { recursive: true, mode: 0o700 });
      writeFileSync(`${file}.new`, JSON.stringify({ language: next }));
      renameSync(`${file}.new`, file);
      language = next;
    },
  };
}

function readLanguage(file: string): Language | undefined {
  try {
    return laptopSettings.parse(JSON.parse(readFileSync(file, 'utf8'))).language;
  } catch {
    // Missing at the first start; a damaged one costs a choice that is made again in a second.
    return undefined;
  }
}
