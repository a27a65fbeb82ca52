import { z } from 'zod';
import { channel } from './channel.ts';
import { id, moment, nothing } from './common.ts';

/** Most laptops that one file can be for. */
const mostLaptops = 50;

const fileBytes: z.ZodType<Uint8Array> = z.instanceof(Uint8Array);

/** What a file for carrying brought. */
export const carriedNews = z.object({
  /** `return`: headquarters' answer. `work`: another laptop's records. */
  purpose: z.enum(['return', 'work']),
  /** Name of the laptop that made it; null for headquarters. */
  from: z.string().nullable(),
  madeAt: moment,
  /** Changes that were not here before. */
  changes: z.int().min(0),
  /** Own changes that headquarters has confirmed by it. */
  confirmed: z.int().min(0),
});
export type CarriedNews = z.infer<typeof carriedNews>;

/** Files for carrying: by stick, mail or disc where no network reaches. */
export const carryChannels = {
  /** The laptops of the site for which a file can be made besides headquarters. */
  'carry.laptops': channel(nothing, z.array(z.object({ device: id, label: z.string() }))),
  /** Work of other laptops that this one carries and headquarters is not known to have. */
  'carry.loads': channel(
    nothing,
    z.array(z.object({ device: id, label: z.string(), ops: z.int(), since: moment })),
  ),
  /** Makes a file for headquarters, and for these laptops too. */
  'carry.write': channel(
    z.object({ laptops: z.array(id).max(mostLaptops) }),
    z.object({
      fileName: z.string(),
      bytes: fileBytes,
      /** Own changes in it. */
      ops: z.int(),
    }),
  ),
  /** Takes in a file from headquarters or from another laptop. */
  'carry.read': channel(z.object({ bytes: fileBytes }), carriedNews),
} as const;
