import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { type Language, languages } from '#shared/domain/vocabularies.ts';

/** What is known before anybody unlocks: nothing about anybody. */
const laptopSettings = z.object({
  language: z.enum(languages),
  /** `sync.metered`: the laptop's link costs by the byte. */
  metered: z.boolean().default(false),
});
type Settings = z.infer<typeof laptopSettings>;

/** The settings that lie beside the vaults, unencrypted. */
export interface LaptopSettings {
  readonly language: Language;
  /** The link costs by the byte, so photos wait until somebody sends them. */
  readonly metered: boolean;
  setLanguage(language: Language): void;
  setMetered(metered: boolean): void;
}

/**
 * @param vaultsDir absolute folder of the vaults
 * @param usual language until somebody chose one
 * @returns the settings as they were left
 */
export function openLaptopSettings(vaultsDir: string, usual: Language): LaptopSettings {
  const file = path.join(vaultsDir, 'settings.json');
  let settings = readSettings(file) ?? { language: usual, metered: false };
  const keep = (next: Settings): void => {
    mkdirSync(vaultsDir, { recursive: true, mode: 0o700 });
    writeFileSync(`${file}.new`, JSON.stringify(next));
    renameSync(`${file}.new`, file);
    settings = next;
  };
  return {
    get language() {
      return settings.language;
    },
    get metered() {
      return settings.metered;
    },
    setLanguage: (language) => keep({ ...settings, language }),
    setMetered: (metered) => keep({ ...settings, metered }),
  };
}

function readSettings(file: string): Settings | undefined {
  try {
    return laptopSettings.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // Missing at the first start; a damaged one costs choices that are made again in a second.
    return undefined;
  }
}
