import type { Store } from './store.ts';

/**
 * A setting of this laptop alone: it is kept inside the encrypted file and never travels.
 *
 * @param store the open database
 * @param name of the setting
 * @returns its value, undefined when it was never set
 */
export function localSetting(store: Store, name: string): string | undefined {
  return store.one<{ value: string }>('SELECT value FROM local_setting WHERE name = ?', name)?.value;
}

/**
 * @param store the open database; inside a transaction the setting belongs to it
 * @param name of the setting
 * @param value what to keep
 */
export function setLocalSetting(store: Store, name: string, value: string): void {
  store.run(
    'INSERT INTO local_setting (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    name,
    value,
  );
}
