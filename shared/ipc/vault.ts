import { z } from 'zod';
import { permissions } from '../domain/permissions.ts';
import { channel } from './channel.ts';
import { id, language, moment, nothing, programme, role } from './common.ts';

const personOnLaptop = z.object({ id: z.string(), label: z.string() });

export const vaultStatus = z.object({
  state: z.enum(['none', 'locked', 'unlocked', 'damaged', 'read_only']),
  /** The sample mode is open or was left on this laptop. */
  sample: z.boolean(),
  /** Who may unlock. */
  people: z.array(personOnLaptop),
  /** Seconds until the next try is let through; 0 when none is pending. */
  waitSeconds: z.int().min(0),
  appVersion: z.string(),
  language,
});
export type VaultStatus = z.infer<typeof vaultStatus>;

export const signedIn = z.object({
  personId: z.string(),
  /** Advisor id; null until the vault is enrolled. */
  advisorId: id.nullable(),
  label: z.string(),
  role,
  permissions: z.array(z.enum(permissions)),
  site: z.object({ code: z.string(), en: z.string(), ar: z.string() }).nullable(),
  programme: programme.nullable(),
  device: z.int().nullable(),
  enrolled: z.boolean(),
  sample: z.boolean(),
  language,
  /** Minutes without a key or a click until the vault locks itself. */
  autoLockMinutes: z.int(),
});
export type SignedIn = z.infer<typeof signedIn>;

export const vaultChannels = {
  'vault.status': channel(nothing, vaultStatus),
  'vault.create': channel(
    z.object({ label: z.string().trim().min(1).max(80), passphrase: z.string().max(500), language }),
    z.object({ recoveryCode: z.string(), session: signedIn }),
  ),
  'vault.unlock': channel(z.object({ personId: z.string(), passphrase: z.string().max(500) }), signedIn),
  'vault.recover': channel(
    z.object({
      recoveryCode: z.string().max(200),
      label: z.string().trim().min(1).max(80),
      passphrase: z.string().max(500),
    }),
    signedIn,
  ),
  'vault.lock': channel(nothing, nothing),
  'vault.session': channel(nothing, signedIn.nullable()),
  'vault.changePassphrase': channel(
    z.object({ current: z.string().max(500), next: z.string().max(500) }),
    nothing,
  ),
  'vault.addPerson': channel(
    z.object({ label: z.string().trim().min(1).max(80), passphrase: z.string().max(500), role }),
    nothing,
  ),
  /** Opens the sample mode: a vault of its own, filled with sample data, that never can send anything. */
  'vault.openSample': channel(z.object({ language }), signedIn),
  'vault.removeSample': channel(nothing, nothing),
  /** Key under which the renderer encrypts its drafts, base64 of 32 bytes; only while unlocked. */
  'vault.draftKey': channel(nothing, z.object({ key: z.string() })),
  'settings.setLanguage': channel(z.object({ language }), nothing),
  'settings.setAutoLock': channel(z.object({ minutes: z.int().min(1).max(240) }), nothing),
  'enrolment.preview': channel(
    z.object({ text: z.string().max(20_000) }),
    z.object({
      hqUrl: z.string(),
      site: z.string(),
      label: z.string(),
      role,
      programme,
      expiresAt: moment,
      expired: z.boolean(),
    }),
  ),
  'enrolment.complete': channel(z.object({ text: z.string().max(20_000) }), signedIn),
} as const;
