import { code, flag, instant, int, text } from '../field.ts';
import { defineTable } from '../table.ts';

/**
 * The laptops of a site, so that one can make a file for another. Headquarters writes them when it enrols or revokes one.
 */
export const laptop = defineTable({
  id: 74,
  name: 'laptop',
  scope: 'site',
  key: ['device'],
  fields: {
    device: int(1),
    site: code(2, { ref: 'site' }),
    /** As headquarters names it: "Basra-2". */
    label: text(3),
    /** Ed25519, raw, base64url. */
    public_key: text(4, { max: 43 }),
    enrolled_at: instant(5),
    revoked: flag(6),
  },
});
